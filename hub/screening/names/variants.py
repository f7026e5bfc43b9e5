"""Given names that stand for each other: one name as neighbouring languages have it, and its short forms (Bill for William).

Surnames of Bengal stand here too, which are one in two languages (Mukherjee, Mukhopadhyay). Gathered by hand. A short form may belong to
several names (Sasha, Alex). Two short forms of one name say nothing: twins are called Lisa and Ella, but nobody calls two children who were
born on one day Elizabeth and Lisa.
"""

import re
from functools import cache

from rapidfuzz.distance import OSA

from hub.screening.names.sound import latin_sound, lie_together

NEAR = 0.5
_OF_BENGAL = "opadhya"
_MUHAMMAD = frozenset({"mohd", "muhd", "md", "mhd", "moh", "muh", "moch"})  # as papers abbreviate it: two of these are one
_DEVOTED = re.compile("(?<=[a-z]{4})(?:[aeou]ll?ahi?|[aeou]dd?[ei]+ne?|s[hw]?a+m[iy])$")
"""Hashmat for Hashmatullah, Seraj for Serajoddin, Palani for Palanisamy."""

_NAMES = """
    william guillermo guillaume wilhelm willem | bill billy will willie liam willy gmo
    robert roberto | bob bobby rob robbie bert beto
    richard ricardo | dick rick ricky rich richie
    james jacob jakob jaime yaakov yakov | jim jimmy jamie jake
    john jean johannes joao juan giovanni ivan ioannis yannis giannis ioann johan | jack johnny jon jonny vanya
    michael mikhail miguel michel michal mykhailo mihail mikhaylo michail mikael maykl maikl | mike mick micky mikey misha
    thomas tomas | tom tommy
    charles carlos karl carl | charlie chuck
    edward eduardo eduard | ed eddie ted teddy ned lalo
    anthony antonio anton antoni antoine antoun antonios | tony antonis
    christopher christophe christoph kristof | chris kit topher
    joseph jose josef giuseppe guiseppe iosif yosef yusuf youssef yousef yusup jusuf youssouf yussuf | joe joey pepe yossi yosi
    daniel | dan danny
    david | dave davey
    matthew matthias mateo mathias | matt matty
    andrew andrei andriy andrzej andres andrey | andy drew
    peter petr petro piotr pedro pyotr pietro pierre | pete petya
    alexander alejandro alexandre aleksandr oleksandr aleksander oleksander | alex aleks sasha sascha alec sandy xander lex
    alexandra oleksandra aleksandra | alex alexa sasha sandra sandy
    nicholas nicolas nikolai mykola nikolaos nikolay nikolas niklas | nick nicky nico nikos klaus claus kolya
    benjamin binyamin | ben benny benji
    samuel shmuel | sam sammy
    samantha | sam sammy
    stephen steven stefan esteban stepan stephan | steve stevie
    geoffrey jeffrey | jeff geoff
    gregory grigory hryhoriy grigori gregor grigorii | greg grisha
    timothy | tim timmy
    patrick patricio | pat paddy
    patricia | pat patty tricia trish
    kenneth | ken kenny
    ronald | ron ronnie
    donald | don donnie
    raymond | ray
    lawrence laurence lorenzo | larry
    leonard leonardo | len lenny leo
    frederick friedrich federico frederic | fred freddie freddy fritz
    francis francisco francesco franz francois | frank frankie paco pancho fco
    frances francesca francisca | fran
    henry henri enrique heinrich | harry hank quique kike
    harold | harry hal
    albert alberto | al bert beto
    alfred alfredo | alf fred
    arthur arturo | art artie
    philip phillip philippe felipe | phil
    victor viktor vittorio | vic
    vincent vicente vincenzo | vince vinny
    walter | walt wally
    gerald gerard | gerry jerry
    theodore | ted teddy theo
    zachary zachery zackary | zach zack
    jonathan jonathon | jon jonny
    nathaniel | nate nathan
    joshua yehoshua | josh shuki
    douglas | doug
    eugene yevgeny evgeny evgenii yevhen eugen yevgeniy | gene zhenya
    eugenia evgenia yevheniya yevgeniya | zhenya
    ignacio | nacho
    manuel emmanuel emmanouil | manolo manny manolis
    guadalupe | lupe lupita
    rafael raphael refael | rafa rafi
    ernesto | neto
    elizabeth elisabeth yelizaveta elizaveta | liz lizzie beth betty eliza lisa bess betsy liza
    margaret margarita margarete | maggie meg peggy rita greta marge madge
    catherine katherine kathryn katharina ekaterina yekaterina kateryna catalina aikaterini katarina | kate katie kathy cathy katya katerina
    mary maria marie mariya mariia | molly polly masha ma
    ann anna anne | annie anya nancy
    susan suzanne susanna | sue susie suzy
    jennifer | jen jenny
    jessica | jess jessie
    deborah debra | deb debbie
    barbara | barb babs barbie basia
    dorothy | dot dottie dolly
    rebecca | becky becca
    victoria viktoria viktoriia victoriya | vicky vicki tori vika
    judith | judy
    christine christina kristina kristine khrystyna | tina chris chrissy
    theresa teresa tereza | terry tess tessa
    virginia | ginny ginger
    pamela | pam
    sarah sara | sally sadie
    helen helena elena olena eleni | nell nellie lena
    eleanor | nora nell ellie
    caroline carolyn | carrie carol lina
    charlotte | lottie charlie
    abigail | abby gail
    amanda | mandy
    angela angeliki angelica | angie
    gabrielle gabriela | gabby gabi
    natalia natalya nataliya nataliia natalie | natasha
    tatiana tatyana tetiana | tanya tania
    olga olha | olya
    irina iryna irene eirini | ira
    svetlana svitlana | sveta
    oksana ksenia xenia kseniya
    ludmila lyudmila liudmyla | lyuda
    galina halyna | galya
    yulia julia yuliya iuliia yuliia julie
    daria darya | dasha
    anastasia anastasiya | nastya stacy
    nadezhda | nadia nadya
    vladimir volodymyr wladimir | volodya vova
    dmitry dmitri dmytro dimitri dmitrii dimitrios dimitris demetrios | dima
    sergei sergey serhiy sergiy serge sergio serhii | seryozha
    paul pavel pavlo pablo paolo | pasha
    konstantin konstantinos constantine kostiantyn | kostya kostas
    vasily vasyl vasilios vasilis basil | vasya
    george giorgos georgios georgis giorgis yiorgos jorge georg georgi georgiy yorgos jiri
    panagiotis | panos
    athanasios | thanasis nasos
    evangelos | vangelis
    spyridon | spyros
    eleftherios | lefteris
    anastasios | tasos
    charalampos charalambos | babis
    apostolos | tolis
    grigorios | grigoris
    zurab | zura
    vakhtang | vakho
    nikoloz | nika
    menachem menahem | meni
    shimon simon | shimi
    yehuda juda | yudi
    stylianos | stelios
    aleksei alexey alexei oleksiy oleksii | alyosha
    mosammat musammat mosammad mossammat mosamat | mst most
    mohammed mohamad muhammad mohamed mohammad mehmet muhammed mahomed mohammod muhammet magomed mahamed | mohd md med muhd mhd moh muh moch
    muhamad | muhd mohd md
    haji hajji | hj
    santo | sto
    santa | sta
    ignatius ignasius ignacio | ign
    ahmed ahmad ahmet akhmed | axmed
    ibrahim ebrahim ibrohim brahim abraham avraham avram | avi
    ismail ismael ismoil | ismaaciil
    hussein husain hossein hussain husayn huseyin hosein | xuseen
    mahmoud mahmud mehmud mehmut makhmud | maxamuud
    abdullah abdallah abdulla
    uthman osman usman othman | cismaan
    fatima fatma fatimah fatemeh fathima faatima fatuma faadumo fadumo
    khadija khadijah hatice khadidja
    aisha aicha ayesha aysha ayse aishah | caasha casha
    zainab zeinab zeynep zaynab saynab
    gulnar gulnara
    maryam mariam meryem miriam
    omar umar omer | cumar
    hasan hassan | xasan
    ali | cali
    issa isse | ciise
    jama | jaamac jamac
    farah | faarax
    abdi | cabdi
    abdullahi | cabdullaahi cabdilaahi
    abdirahman | cabdiraxmaan
    abdiaziz | cabdicasiis
    halima | halimo xaliimo
    hawa | xaawo hawo
    salah | salaax
    hirsi | xirsi
    gaddafi kadhafi qaddafi qadhafi gadhafi
    said saeed saeid | saciid siciid
    sayyid sayed seyed seyyed syed elsayed
    wael wail
    najib naguib nagib najeeb
    hicham hisham
    nour noor nur
    salaheddin salahuddin saladin
    jamal gamal djamel jamel cemal
    tumur tomor temur timur
    lakshmi laxmi
    krishna krishan krisna
    banerjee bandyopadhyay bannerjee banerji
    mukherjee mukhopadhyay mukherji mookerjee
    chatterjee chattopadhyay chatterji
    ganguly gangopadhyay ganguli
    chaudhary chaudhari chaudhuri chaudhury chowdhury choudhury choudhary
    roy ray rai
    das dass | doss
    datta dutta dutt
    vijay bijay
    vikram bikram
    varun barun
    vishnu bishnu
    sean shaun shawn
    saint st sankt
    isaac yitzhak itzhak izhak yitzchak yitzchok itzchak jicchak ishaq eshaq ishak | izak itzik zak tzachi
    nathan natan
    eyal ayal ayyal
    can jan djan
    moses moshe moishe
    chaim haim hayim
    philips phillips
    brian bryan
    alan allan allen
    eric erik
    sophie sofia sophia sofie
    isabelle isabel isabella
    louis lewis luis luiz
    mark marc marco markus marcus
    lucas luke luca lukas
    caitlin kaitlyn katelyn kaitlin
    rachel rachael
    faisal faysal faycal feisal
    zain zein zayn zayne
    yunus younis younes younus yunis younous
    ramadan ramazan ramadhan ramzan
    atif atef
    adil adel
    fadil fadel fadhil
    sami samy
    rami ramy
    hani hany
    ihab ehab
    issam essam isam
    hossam husam hosam houssam
    mustafa mostafa moustafa mustapha moustapha
    osama usama oussama
    majid majed maged magid
    rajab ragab
    farouk faruq farooq faruk farouq
    saleh salih
    jawad gawad javad
    anwar anvar enver anouar
    fouad fuad foad
    daoud dawood daud davud dawud davood davoud david
    suleiman sulaiman suleyman soliman sleiman sulayman solomon salomon shlomo soloman selomon
    yahya yahia yehia
    zakaria zakariya zachariah
    idris driss idriss edris
    gunther guenther gunter guenter
    sophie sophy
    madeline madeleine madelyn
    javier xavier
    khalid khaled
    nasser nasir naser
    nadir nader
    jaber jabir
    saber sabir
    maher mahir
    taher tahir
    hatem hatim
    qasim kassem qassim kasim
    rashid rachid rasheed
    salim selim saleem
    tariq tarek tareq
    walid waleed oualid
    karim kareem
    yasin yassine yaseen yassin
    ayman aymane aiman
    iman imane eman
    leila layla laila leyla
    huda hoda houda
    nura noura nora
    amina aminah emina
    aliya alia aliyah
    farida faridah
    salma selma
    mehdi mahdi
    amir emir
    kamal kemal
    kamil kamel kemil
    raghib ragheb
    ihsan ehsan
    elias ilyas elyas iliyas
    yawar yawer
    rayan rayyan
    jamil cemil
    rustam rustem
    christos hristos khristos | chris
    dimitra demetra dhimitra | demeter
    kyriaki kiriaki | kyria
    garegin karekin
    hakob hakop hagop agop
    hovhannes howhannes hovannes hovanes ovanes
    grigor krikor
    poghos boghos
    petros bedros
    karapet garabed
    sargis sarkis
    mkrtich mgrdich
    tigran dikran
    khachatur khachadour
    vardan vartan
    martiros mardiros
    gevorg kevork
    setrak sedrak
    madina medina
    almaz almas
    yerlan erlan
    bolat bulat
    bakyt bakhyt
    nabin navin
    pravin prabin
    bishal vishal
    binod vinod
    golnaz gulnaz
    bhattacharya bhattacharyya bhattacharjee
    chakraborty chakravarty chakravarti chakrabarti chakravorty
    rudra rudro
    partha partho
    chandra chandro chondro
    subrata subroto
    debabrata debobroto
    soumitra soumitro
"""


def _forms() -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    whole: dict[str, set[int]] = {}
    every: dict[str, set[int]] = {}
    for number, line in enumerate(_NAMES.strip().splitlines()):
        full, _bar, short = line.partition("|")
        for form in full.split():
            whole.setdefault(form, set()).add(number)
        for form in (full + short).split():
            every.setdefault(form, set()).add(number)
    return whole, every


_WHOLE, _EVERY = _forms()
_NONE: frozenset[int] = frozenset()


@cache
def other_forms(word: str) -> frozenset[str]:
    """Return the whole forms of the names of which a word is a form, itself apart."""
    names = _EVERY.get(word, _NONE)
    return frozenset(form for form in _WHOLE if form != word and not _WHOLE[form].isdisjoint(names))


def are_forms_of_one_name(one: str, other: str) -> bool:
    """Tell whether two words stand for each other: a name and its short form, or two spellings that are not far from each other.

    In one alphabet João is not Juan: there each is a name of its own.
    """
    if _DEVOTED.sub("", one) == _DEVOTED.sub("", other) or (one in _MUHAMMAD and other in _MUHAMMAD):
        return True
    if one in _WHOLE and other in _WHOLE:
        are_near = OSA.normalized_similarity(one, other) > NEAR or lie_together(latin_sound(one), latin_sound(other))
        are_near = are_near or (_OF_BENGAL in one + other and one[:2] == other[:2])
        return are_near and not _WHOLE[one].isdisjoint(_WHOLE[other])
    return not (_WHOLE.get(one, _NONE).isdisjoint(_EVERY.get(other, _NONE)) and _WHOLE.get(other, _NONE).isdisjoint(_EVERY.get(one, _NONE)))
