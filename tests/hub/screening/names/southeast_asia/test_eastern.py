"""Names of South and Southeast Asia beside the Latin letters that their bearers use, and beside those of their brothers and sisters.

The pairs are of public life or made of its given names; none was taken from a set by which the comparison is measured.
"""

import pytest

from hub.screening.names.southeast_asia.eastern import eastern_sound
from hub.screening.words import Word
from tests.hub.screening.names.likenesses import pairs, said

ONE_NAME = """
    สมชาย ใจดี = Somchai Jaidee; พรทิพย์ วงศ์สุวรรณ = Porntip Vongsuwan; ณัฐวุฒิ ศรีสวัสดิ์ = Nattawut Srisawat; จักรกฤษณ์ พันธุ์ดี = Jakkrit Phandee;
    เจริญ เฉลิมชัย = Charoen Chalermchai; อนันต์ ทรัพย์มณี = Anan Sapmanee; กัญญา บุญเลิศ = Kanya Boonlert; สุรชัย แก้วมณี = Surachai Kaewmanee;
    ภูมิพล รัตนกุล = Bhumibol Rattanakul; ธรรมรัตน์ เพชรบุรี = Thammarat Phetchaburi; นายสมชาย ใจดี = Somchai Jaidee;
    ไกรศรี เขียวหวาน = Kraisri Khiaowan; ณัฏฐนิช รัตนเสรีเกียรติ = Natthanich Rattanaserikiat; โภคิน พลกุล = Bhokin Bhalakula;
    เฉลิม อยู่บำรุง = Chalerm Yubamrung; เกรียงศักดิ์ ชมะนันทน์ = Kriangsak Chomanan; ธนาธร จึงรุ่งเรืองกิจ = Thanathorn Juangroongruangkit;
    ศุภชัย พานิชภักดิ์ = Supachai Panitchpakdi; เศรษฐา ทวีสิน = Srettha Thavisin; ดวงอนงค์ คำไหม = Duanganong Khammai;
    ธนพร พลบุตร = Thanaporn Ponlaboot; ไพโรจน์ เห็นชัย = Pairoj Henchai; ปรเมศวร์ อัศวเหม = Poramet Asavahem; เอรียา ไทยสุวรรณ = Ariya Thaisuwan;
    จันทรเพ็ญ เตชะอภัย = Janpen Techaapai; สุพรรณ พิบูลสงคราม = Supun Pibulsonggram; ทองอรุณ กุญชรเกริก = Thongarun Kunchongrek;
    วิศวกร ชาติทหาร = Witsawakorn Chatthahan;
    ຕຸ້ຍ ບຸນຍັງ = Tuy Bounnhang; ສົມມາດ ພົນເສນາ = Sommad Pholsena;
    ບຸນມີ ໄຊຍະວົງ = Bounmy Xayavong; ສົມພອນ ທຳມະວົງ = Somphone Thammavong; ວຽງໄຊ ພົມມະຈັນ = Viengxay Phommachanh;
    សុខា ចាន់ = Chan Sokha; សុភាព វណ្ណា = Sopheap Vanna; ហេង សម្បត្តិ = Heng Sambath; ស្រីពៅ ជា = Chea Sreypov; វិចិត្រ នួន = Nuon Vichet;
    រ័ត្ន សុវណ្ណារ៉ា = Rath Sovannara; ខេមរៈ សិរីមន្ត = Khemarak Sereymon; ព្រាប សុវត្ថិ = Preap Sovath; សុីន ច័ន្ទឆាយា = Sin Chanchhaya;
    នរោត្តម រណឫទ្ធិ = Norodom Ranariddh; សូរីយ៉ា ភា = Sorya Phea; ម៉ុង ឬទ្ធី = Mong Reththy; ញឹម វណ្ណដា = Nhim Vannda; Nhim Ranariddh = Nhem Ranarith;
    សម រង្ស៊ី = Sam Rainsy; ស ខេង = Sar Kheng; នរោត្តម សីហនុ = Norodom Sihanouk;
    အောင်ဆန်းစုကြည် = Aung San Suu Kyi; ဦးသိန်းစိန် = U Thein Sein; ဒေါ်ခင်မြင့်ထွန်း = Khin Myint Htun; ထွန်းလှိုင် = Tun Hlaing;
    ကျော်ဇောဝင်း = Kyaw Zaw Win; ဥမ္မာညွန့် = Ohmar Nyunt; ရဲအိန္ဒြာဖြိုး = Yae Aeindra Phyoe; ဧကရီလွင် = Akari Lwin; ထွန်းဝဏ္ဏ = Tun Wunna;
    ဦးမင်းသင်္ကာ = U Min Thinkar;
    Kyi Htun Maung = Kyee Tun Mg; Naing Yoon Aye = Nine Yun Ay; Zeya Wunna Oo = Zayar Wanna Oo; ហ្សង់ ប៉ូល = Jean Paul;
    អេម៉ានុយអែល ម៉ាក្រុង = Emmanuel Macron;
    ဘားရက် အိုဘားမား = Barack Obama; ບາຣັກ ໂອບາມາ = Barack Obama; ເພັດສະໝອນ ວົງສາ = Petchsamone Vongsa;
    ທັກສິນ ຊິນນະວັດ = Thaksin Shinawatra; ທັກສິນ ຊິນນະວັດ = ทักษิณ ชินวัตร;
    ရွှေရည်လှ = Shwe Yee Hla;
    මහින්ද රාජපක්ෂ = Mahinda Rajapaksa; අනුර දිසානායක = Anura Dissanayake; චන්ද්‍රිකා කුමාරතුංග = Chandrika Kumaratunga; සඳුන් ගම්හේවා = Sandun Gamhewa;
    சுப்பிரமணியம் மீனாட்சி = Subramaniam Meenakshi; கிருஷ்ணசாமி லட்சுமி = Krishnaswamy Lakshmi; பிரகாஷ் இராமநாதன் = Prakash Ramanathan;
    అనసూయ వెంకటేశ్వర్లు = Anasuya Venkateswarlu; ಹೇಮ ಮಾಲಿನಿ = Hema Malini; സുരേഷ് ഗോപിനാഥൻ = Suresh Gopinathan; ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ = Gurpreet Singh;
    મહેન્દ્ર પટેલ = Mahendra Patel; ରବିନାରାୟଣ ପଟ୍ଟନାୟକ = Rabinarayan Pattanayak; সৈয়দ আজিজুর রহমান = Syed Azizur Rahman;
    ব্যারিস্টার অমিত বিশ্বাস = Barister Amit Biswas;
    প্রিয়া চক্রবর্তী = Priya Chakraborty;
    எம் ஏ சுமந்திரன் = M. A. Sumanthiran; ரி. பி. ஏக்கநாயக்க = T. B. Ekanayake; ஜீவன் தொண்டமான் = Jeevan Thondaman;
    சிறீதரன் ராமன் = Shritharan Raman;
    අමල් ප්‍රනාන්දු = Amal Fernando; अटल वाजपेयी = Atal Vajpayee; सुजुका लोपेज = Suzuka Lopez; మోహన్ నాయుడు = Mohan Naidu;
    মাৎসুমোতো তারো = Matsumoto Taro; মোশাররফ করিম = Mosharraf Karim;
    ವಿನೋದ್ ಖನ್ನಾ = వినోద్ ఖన్నా; ශ්‍යාමලා පෙරේරා = சியாமளா பெரேரா
"""
TWO_NAMES = """
    สมชาย ใจดี = Somsak Jaidee; สมชาย ใจดี = Somchan Jaidee; วิชัย ศรีสุข = Wichan Srisuk; พรทิพย์ แก้วดี = Pornpan Kaewdee;
    ธนพร พลบุตร = Thanapol Ponlaboot;
    พจน์ สารสิน = Bordin Sarasin; วรรณา บัวแก้ว = Wan Buakaew; พรรณี วานิช = Panit Wanich; ชัย บุญมี = Cha Boonmee;
    ບຸນມີ ໄຊຍະວົງ = Bounma Xayavong; ຄຳແສງ ວົງສາ = Khamsouk Vongsa;
    សុខា ចាន់ = Chan Sokhom; ចាន់ ដារ៉ា = Chan Thara; ហេង លីដា = Heng Lina; ហ៊ុន ម៉ាណា = Hun Many; មាស សុភា = Meas Sophy;
    ស៊ន ចាន់ = Sin Chan; អ៊ុក រតនៈ = Ouk Tina; Sok Samphan = Sok Sovann; Sok Sophea = Sok Sopheak; Bounthong Vongsa = Bounthavy Vongsa;
    အောင်မြင့်ထွန်း = Aung Myint Tin; ကျော်ကျော်ဝင်း = Kyaw Kyaw Aung; နန်းခင်လှ = Nan Khin Mya;
    စံကျော်ဝင်း = Sein Kyaw Win; သန်းကျော်ဝင်း = Thant Kyaw Win; ဇော်မင်းထွန်း = Soe Min Htun; San Kyaw Win = Sein Kyaw Win;
    Than Kyaw Win = Thant Kyaw Win;
    Maung Kyaw Win = Kaung Kyaw Win; Phyo Thet Naing = Phyo Htet Naing;
    නිමල් පෙරේරා = Kamal Perera; எம் ஏ சுமந்திரன் = S. A. Sumanthiran; अजय वाजपेयी = Ajaz Vajpayee;
    සුනිල් සිල්වා = Sunila Silva; முருகன் ராஜா = Murugesan Raja
"""


A_SLIP_APART = """
    วิภา ศรีสุขเกษม = Wipha Srisakkasem; วิภา ศรีสุขเกษม = Srisukkase Wipha; ສົມພອນ ທຳມະວົງ = Somphone Thammavog;
    รัตนพงศ์ประสิทธิ์ ใจดี = Rattanapongpradit Jaidee
"""
NO_SLIP = """
    ธนวัฒน์ แก้วมณี = Thanaphat Kaewmanee; ศรีสุข เกษมสันต์ = Srisak Kasemsan; วิภา ศรีสุขเกษม = Wipa Srisakkase; วิภา ดารา = Wipha Dora
"""


@pytest.mark.parametrize(("one", "other"), pairs(ONE_NAME))
def test_a_name_is_known_in_the_letters_its_bearer_uses(one: str, other: str) -> None:
    assert said(one, other) is Word.ROMANISED


@pytest.mark.parametrize(("one", "other"), pairs(TWO_NAMES))
def test_another_given_name_is_another_person(one: str, other: str) -> None:
    assert said(one, other) is Word.DIFFERENT


@pytest.mark.parametrize(("one", "other"), pairs(A_SLIP_APART))
def test_a_surname_that_twins_share_may_have_a_slip(one: str, other: str) -> None:
    assert said(one, other) is Word.TYPO


@pytest.mark.parametrize(("one", "other"), pairs(NO_SLIP))
def test_a_given_name_has_no_slip_and_a_surname_one_at_most(one: str, other: str) -> None:
    assert said(one, other) is Word.DIFFERENT


@pytest.mark.parametrize("nothing", ["ใ", "်", "ៈ", "ๆ", "h", "ຯ"])
def test_a_sign_alone_has_no_sound(nothing: str) -> None:
    assert eastern_sound(nothing).least == 0
