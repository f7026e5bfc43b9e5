"""Makes ``hub/screening/names/near_east/arabic.txt`` anew: ``python -m tests.hub.screening.tables.arabic``.

Needs egy-names (MIT), which counted the names of 3.8 million pupils. A line is a name in Arabic letters, how it is spelt in Egypt, as a
library spells it without marks and, for the commonest, how it is spelt elsewhere, which was gathered by hand.
"""

import gzip
import json
import re
from importlib.resources import files
from pathlib import Path

from hub.screening.names.folding import folded
from hub.screening.names.near_east.arabic import words

TABLE = Path(__file__).parents[4] / "hub" / "screening" / "names" / "near_east" / "arabic.txt"
COMMONEST = 1200
_ORIGINS = frozenset({"arabic_classical", "persian", "ottoman_turkish"})
_OF_MORE_WORDS = re.compile("[ -]|^ال|^عبد")
_WORD = re.compile("[a-z]{3,}")
_BY_HAND = """
    صالح saleh salih, صلاح salah, باسم bassem basem basim bassim, بسام bassam basam bessem, كامل kamel kamil, كمال kamal kemal kamel,
    حامد hamed hamid, حميد hamid hameed, حمد hamad hamed, احمد ahmad ahmed, حماد hammad, صادق sadiq sadeq sadegh sadek,
    صديق siddiq siddique seddik, عمار ammar, عمر omar umar omer, عامر amer aamer amir, امير amir ameer, عمرو amr amro, سامي sami samy,
    سامح sameh samih, سماح samah, هاني hani hany, هنا hana hanaa hanna, حنا hanna, ايمن ayman aymen aiman, ايمان iman imane eman imen,
    امين amin amine ameen, امنه amna, امينه amina amena, اماني amani amany, كريم karim kareem krim, كرم karam, كارم karem karam,
    اكرم akram, سعيد said saeed, سعد saad, سيد sayed sayyid syed said saeed, اسعد asaad assaad, سعود saud saoud, سعاد suad souad soad,
    حسن hasan hassan alhassan, حسان hassan hassane, حسين hussein husain hossein hussain houcine hocine alhusseini
    alhousseini, حسني hosni husni,
    جمال jamal gamal djamel jamel, جميل jamil jameel gamil djamil, رشيد rashid rachid rasheed, رشاد rashad rachad,
    راشد rashed rashid rasheed, سالم salem salim, سليم salim selim saleem, سلام salam, نصر nasr, ناصر nasser naser nacer nasir naseer,
    نصير nasir naseer, ماجد majed maged majid, مجيد majid, مجد majd, رعد raad, رايد raed, رياض riad riyad riyadh ryad, عادل adel adil,
    عدي uday oday adi, علي ali aly, علا alaa ala, ايلي elie eli, دينا dina, دانا dana, داني dany, عيسي issa isa eissa eisa,
    عايشه aisha aicha ayesha, رنا rana, رانيا rania, راما rama, ريما rima, رامي rami ramy, نور nour noor nur, نورا noura nora,
    نوره noura nora, نوري nouri nuri, مني mona muna mouna, منه menna, سمير samir sameer, سمر samar, سحر sahar, ساهر saher sahir,
    تامر tamer, فتحي fathi, فتحيه fathia, فتيحه fatiha, هشام hisham hesham hicham hichem, فادي fadi fady, هاشم hashem hashim hachem,
    حسام hossam hussam husam hesam hessam houssam, محمد mohammed mohammad muhammad mohamed mohamad, محمود mahmoud mahmud mahmood,
    ليلي leila layla laila, لاله laleh lalla, رافت rafat raafat, رفعت refaat rifaat rifat, رازق raziq, رزاق razaq razzaq,
    رضا reza rida ridha raza riza, راجه raja, سلمي salma, نبيل nabil nabeel, نبيله nabila, عزيز aziz, عزيزه aziza,
    فاضل fadel fadil fazel, فيصل faisal faysal feisal, فضيل fudail fodil, مازن mazen mazin, زياد ziad ziyad zyad,
    زيد zaid zayd zeid zayed, زايد zayed zaed, انور anwar anouar, امجد amjad amgad, مجدي majdi magdi magdy, مهدي mahdi mehdi,
    احسان ihsan ehsan, اسلام islam eslam, اكرام ikram ekram, زاهر zaher zahir, زهير zuhair zouhair zuhayr, زهره zahra zohra zohreh zohre,
    زهرا zahra, هيثم haitham haytham, نادر nader nadir, نذير nadhir nadir nazir, ماجده majda majida magda, يسري yousra yusra yusri,
    اسرا israa isra esraa, سهي suha soha, سهيل suhail sohail souhail, سهيله suhaila, سهير suhair soheir, جليل jalil galil,
    جلال jalal galal djalal, امل amal, امال amal amaal, نصار nassar, قاسم qasim kassem ghasem, كاظم kazem kadhim kazim,
    قصي qusay qusai, قيس qais kais, هيام hiyam, وفا wafa wafaa, ولا walaa, صفا safa safaa, صفيه safia safiya, صوفيا sofia, لطيف latif,
    لطفي lutfi lotfi, ندي nada, ندا nida neda, منير munir mounir monir, منار manar, منال manal, ملك malak malik malek, مالك malek malik,
    جابر jaber jabir gaber, جبر jabr gabr, جبار jabbar, حازم hazem hazim, حاتم hatem hatim, طارق tarek tariq tareq, طاهر taher tahir,
    ضيا diaa dia, بدر badr bader, بدري badri, بشير bashir bachir, بشار bashar bachar, بشري bushra bouchra, فارس fares faris, فراس firas,
    فريد farid fareed, فريده farida, فرح farah, فرحات farhat, فرحان farhan, عماد imad emad, عمران imran omran, عصام essam issam isam,
    عاصم asem assem, اسامه osama usama, اسما asmaa asma, شريف sharif sherif cherif, اشرف ashraf achraf, نجاح najah nagah nadjah,
    ادم adam adem aden adan, عيد eid aid, امل amel, امال amel, عمار amar, عامر amar, فضل fadl fadel fazel fazal,
    زهرا zohra zohre, زهره zahraa, فيض faiz feyz faidh,
    يوسف youssef yusuf yousef yousuf youcef yusup youssouf, ابراهيم ibrahim ebrahim brahim ibrahima ebrima,
    اسماعيل ismail ismael esmail smail,
    موسي moussa musa mousa, داود daoud dawood dawud davoud, سليمان suleiman soliman sulaiman slimane suleyman solaiman,
    يحيي yahya yahia yehia yehya, يحي yahya yahia yehia yehya, زكريا zakaria zakariya zakarya, يونس younes younis yunus younus younas,
    مريم maryam mariam meriem myriam miriam meryem mariama,
    اسحاق ishaq ishak eshagh, اسحق ishaq ishak eshagh, يعقوب yaqoub yakoub yacoub yaghoub,
    هارون haroun harun haroon, نوح nouh nuh noah, اياد iyad ayad eyad,
    غسان ghassan gassan, ليث laith layth leith, يزن yazan, هديل hadeel hadil, بتول batool batoul, دلال dalal, نواف nawaf, نايف nayef naif,
    جاسم jassim jasim jassem, جواد jawad jaouad, سجاد sajjad sajad, كرار karrar, مصعب musab mosab mousab, عقيل aqeel aqil akil, نرجس
    narjis narges, غدير ghadir ghadeer, نوف nouf noof, حصه hessa hissa, شيخه shaikha sheikha, لولوه lulwa loulwa, منيره munira muneera
    mounira, حورا hawra hawraa haoura, وجدان wijdan, ايوب ayoub ayyub ayub, كوثر kawtar kaouther kawthar kawther, هاجر hajar hager hajer,
    بندر bandar, مشعل mishal meshal, متعب miteb meteb, نزار nizar nezar, لطيفه latifa, حليمه halima, مليكه malika, نعيمه naima, سعيده
    saida, شاهد shahid, شهيد shaheed, عاصف asif, اوس aws aous, اويس uwais oways owais, ثامر thamer thamir, رواد rawad, سفيان sufyan
    sofiane soufiane sufian, صهيب suhaib sohaib souhaib, علاوي alawi, فوزيه fawzia faouzia, كنان kinan kenan, لمي lama, معن maan, منذر
    munther mundhir mondher, وائل wael wail, شهد shahad shahd shahed chahd, ياسين yassin yasin yaseen yacine yassine, زينب zainab zeinab
    zaynab zineb, بلال bilal belal bilel, حنان hanan hanane hanene, احلام ahlam ahlem, سهام siham seham sihem, مروان marwan marouan
    merouane, رضوان radwan ridwan redouane ridouane, خديجه khadija khadidja khadiga, فاطمه fatemeh fateme,
    يوسفي yousefi yusufi yousfi youssefi yusefi, فريدون fereydoun faridun fereidoon feridun,
    حسنه hassana hasana hassanatou hasna, حسينه hussaina husseina houseina ousseina husaina,
    ساجد sajid sajed, واجد wajid wajed, زاهد zahid zahed, افضل afzal afdal, اعزاز aizaz, اعجاز ijaz ejaz ijaaz, عظيم azim azeem, صابر
    saber sabir, شبير shabbir shabir, زبير zubair zubeir zoubir zubayr zobair, شعيب shuaib shoaib shuayb chouaib, غازي ghazi, مارون
    maroun maron, وقار waqar vaqar, نويد navid naveed, جاويد javid javed jawed, ازهر azhar, اطهر athar, انصار ansar, ابرار abrar, انس
    anas, امتياز imtiaz emtiaz, افتخار iftikhar eftekhar, اشفاق ashfaq, مشتاق mushtaq moshtagh, خرم khurram khorram, فهد fahad, فتحي
    fathi, حسن lahcen lahsen lahcene lhassan, حسين lahoucine lahoussine lhoussaine, امين lamine lamin, عيد laid, اسعد lassaad lassad,
    امجد lamjed, ازهر lazhar, محمد mhamed, رياض riadh, زياد zeyad, غلام ghulam golam gholam gulam, فدوي fadwa fadoua, فوزي
    fawzi faouzi fauzi fawzy fouzi, رجا raja rajaa rajae, نجوي najwa nagwa nejoua, رمضان ramzan ramazan, فواد fuad fouad foad, فواز
    fawaz fawwaz, فهد fahd fahad, فهيم fahim faheem, عبيد obaid ubaid obeid, عبيده obaida ubaida obeida, حماده hamada, حمدان hamdan,
    حمدي hamdi hamdy, حمود hammoud hamoud, جبوري jabouri juburi jubouri jaburi jbouri jebouri, شمري shammari shamari shammary shummari,
    عتيبي otaibi utaibi outaibi oteibi otaiby, قحطاني qahtani kahtani gahtani, غامدي ghamdi ghamidi, زهراني zahrani, حربي harbi harby,
    مطيري mutairi mutayri mutairy mtairi, دوسري dosari dossari dawsari dousari dosary, عنزي anazi enezi anzi enazi onaizi, شهري shehri
    shahri shihri, شهراني shahrani shehrani, مالكي maliki malki, عبيدي obeidi ubaidi obaidi oubeidi, تميمي tamimi, سعدي saadi sadi,
    ساعدي saedi, دليمي dulaimi dulaymi duleimi dlimi, خزرجي khazraji, ربيعي rubaie rubaiee rubayi, زبيدي zubaidi zubeidi zoubaidi
    zubaydi, بياتي bayati, حسيني husseini hosseini husayni houssaini, موسوي mousavi musawi moussawi moosavi, كعبي kaabi, عامري ameri,
    نعيمي nuaimi naimi noaimi nuaymi, مري marri, هاجري hajri hajeri, قاسمي qasemi qasimi qassimi ghasemi kasimi, نجار najjar naggar,
    خطيب khatib khateeb, حداد haddad, نحاس nahas nahhas, صباغ sabbagh, عريض urayyid arrayedh arayedh, عطار attar, بصري basri, بغدادي
    baghdadi, تكريتي tikriti, كناني kinani kanani, شيباني shaibani sheibani chibani, عزاوي azzawi, جنابي janabi, راوي rawi, هاشمي
    hashimi hashemi hachemi, علوي alawi alaoui alavi, فاسي fassi fasi, ادريسي idrissi idrisi, بكري bakri, بلوشي balushi baloushi
    bloushi, فارسي farsi farisi, رواحي rawahi, حارثي harthi harithi, كندي kindi, بوسعيدي busaidi bousaidi, مزروعي mazrouei mazrui
    mazrouie, سويدي suwaidi swaidi suweidi, ظاهري dhaheri zahiri, كتبي ketbi kutbi, فلاسي falasi falassi, شامسي shamsi shamisi, عجمي
    ajmi ajami, مهيري muhairi mheiri, حمادي hammadi, منصوري mansoori mansouri, نقبي naqbi, كواري kuwari kawari kuwwari, سليطي sulaiti
    slaiti, خليفي khulaifi khelaifi, يامي yami, بلوي balawi, جهني juhani johani, سبيعي subaie sobaie, شريعي shariei, رفاعي rifai rifaei
    refai, كيالي kayali kayyali, حلبي halabi, حموي hamwi hamawi, طرابلسي trabelsi tarabulsi, ورفلي warfalli werfalli, فيتوري fitouri
    feituri, زوي zwai zwawi, مغربي maghribi moghrabi, صنعاني sanani, حوثي houthi huthi, يمني yamani yemeni, عمودي amoudi amudi, باوزير
    bawazir, باجابر bajaber, عولقي awlaki aulaqi awlaqi, صديقي siddiqui siddique siddiqi sadiqi siddiki, قريشي qureshi quraishi qureishi
    kureshi koreshi, انصاري ansari, فاروقي farooqi faruqi farouki, رضوي rizvi rizwi razavi, نقوي naqvi naghavi, زيدي zaidi zeidi, كاظمي
    kazmi kazemi kadhimi, جعفري jafri jafari jaffri jaffery jafarey, عباسي abbasi abbassi, صادقي sadeghi sadiqi, كريمي karimi, رحيمي
    rahimi, كرماني kermani, تبريزي tabrizi, شيرازي shirazi, اصفهاني esfahani isfahani, كاشاني kashani, نوري nouri noori, اكبري akbari,
    اصغري asghari, حيدري heydari haidari heidari, جوادي javadi jawadi, غفاري ghaffari ghafari, قادري qadri qaderi ghaderi kadri
"""
_LETTERS = (
    "ب b, ت t, ث th, ج j, ح h, خ kh, د d, ذ dh, ر r, ز z, س s, ش sh, ص s, ض d, ط t, ظ z, غ gh, ف f, ق q, ك k, ل l, م m, ن n, ه h, و w, ي y"
)
_CONSONANTS = dict(each.split() for each in _LETTERS.split(","))
_VOWELS = {"َ": "a", "ِ": "i", "ُ": "u"}
_VOWELLED = re.compile("(.)([ّ]?)([َُِ]?)([ّ]?)ْ?")


def as_a_library_spells(marked: str) -> str:
    """Return a word with its vowel marks in the letters a to z, as ALA-LC has it without its own marks."""
    plain = marked.replace("ى", "ا").replace("آ", "أَ").replace("ـ", "")
    plain = re.sub("َ(?=ا)|ِ(?=ي(?![َُِّ]))|ُ(?=و(?![َُِّ]))", "", plain)
    made = ""
    for letter, twice, vowel, late in _VOWELLED.findall(re.sub("َ?ة.*$", "َ", plain)):
        long = {"ا": "a", "ي": "i", "و": "u"}.get(letter) if made and made[-1] not in "aiu" and not vowel and not (twice or late) else None
        sound = long or _CONSONANTS.get(letter, "")
        made += sound * (2 if twice or late else 1) + _VOWELS.get(vowel, "")
    return made


def lines() -> list[str]:
    """Return the table's lines: each name in Arabic letters with its spellings, the commonest name and spelling first."""
    held = json.loads(gzip.decompress(files("egy_names").joinpath("data", "names.json.gz").read_bytes()))["names"][:COMMONEST]
    spelt: dict[str, dict[str, None]] = {}
    for each in held:
        if each["ot"] in _ORIGINS and each["g"] in "mfn" and not _OF_MORE_WORDS.search(each["a"]):
            heard = (each["e"], *(each.get("ev") or "").split("|"), as_a_library_spells(each.get("t") or ""))
            spellings = (word for word in map(str.lower, heard) if _WORD.fullmatch(word))
            spelt.setdefault("".join(words(folded(each["a"]))), {}).update(dict.fromkeys(spellings))
    for name, *by_hand in map(str.split, _BY_HAND.split(",")):
        spelt.setdefault(name, {}).update(dict.fromkeys(by_hand))
    return [" ".join((name, *spellings)) for name, spellings in spelt.items() if spellings]


if __name__ == "__main__":
    TABLE.write_text("\n".join(lines()) + "\n", "utf-8")
