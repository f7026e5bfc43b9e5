"""Given names that we know of: two of one country that differ are two people, not one slip of the pen.

What parents call their children in some seventy countries (``given.txt``, made by ``tests/hub/screening/given_table.py`` from Faker,
mimesis, @faker-js/faker, japanese-personal-name-dataset, persian-names and tamil-names), and beside it what was gathered by hand of
brothers, sisters and twins. Not complete, and it need not be.
"""

from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib.resources import files

from hub.screening.names.near_east.ethiopic import are_two_spellings
from hub.screening.names.near_east.originals import spell_two_names

_ANYWHERE, _FURTHER = "*", "~"
_SURNAME_BEHIND = frozenset("qijnABDESTOPXYb2cdgHMywUVsurWFx")
"""Signs of countries of ``given.txt`` in which the family's name stands behind the given one, and whose lists are of their own names."""
_FATHERS_NAME = frozenset("oaJk3GC6N")
"""Signs of those in which a father's given name may stand beside the own one, or the family's name first."""
_BY_HAND = """
    mana maria marta martha marie mario marina marian marianna marisa mara maya mia anna anne ana ann anja anya hanna hannah ina inna
    nina lina lena elena helena alena irena irina arina karina marin martin martina carla carlo carlos karl karla clara klara lara laura
    lauro paul paula paulo paolo paola pablo pavel juan juana joan joana jean jeanne jane jana jan john johan johann jon joe jose josef
    josefa joseph josh jonas jona julia julio julie julian juliana luis luisa louis louise lois lucas luca lucia lucio luke lukas hans
    hana ivan ivana ivo eva ewa ava ada ida edna emma erna emil emilia emilio emily amelia amalia daniel daniela daniele danielle dana
    dina diana dan don dora dara sara sarah tara tania tanya sonia sonya sofia sofie sophia sophie alex alexa alexei alexis alice alicia
    alina alan alain allan elan elias elisa elise eliza elsa ella elle olga oleg igor egor ion ian sean shaun dean peter petra pedro
    petr pietro pierre michael michal michel michele mikael mikhail miguel nicola nicolas nikola nikolai nicole victor viktor victoria
    viktoria roman romana ramon ramona robert roberta roberto rob bob bill will ben leo leon leona lea lee leila layla lila lily mark
    marc marco marcos marcus markus eric erik erika erica fred frida freda gina gino tina tino tim tom toma tomas thomas rita rosa rose
    rosi stefan stefania stephan stephen stephanie steven hasan hassan hussein husain hossein hassen ali alia aliya aliyah amir amira
    emir emira amin amina emin emina omar omer umar umer anas anis anisa hamid hamida hameed ahmed ahmad hamad hamed mohammed mohammad
    mahmoud mahmud salim salima selim selima salem salma selma samir samira sami samia sama karim karima kareem karam rashid rashida
    rasheed rachid nadir nadira nader nadia nada nida farid farida faridah fahad fahd fatma fatima fathia khalid khaled khalida walid
    walida jamal jamila jamil kamal kamila kamil camila camilla camille latif latifa majid majida said saida saad saud yasin yasmin
    yasmina yusuf yosef rana rania ranya reem rima noor nour nura nora noura zaid zain zaina zainab aisha aysha asma asmaa esma isra
    israa hiba huda hoda suha nuha maha ram rama raj raja rajesh ramesh rakesh mahesh naresh suresh dinesh ganesh mukesh umesh kamlesh
    amit ajit anit anil sunil sunita anita vinita kavita savita sarita lalita ravi rani ritu rekha radha geeta gita seeta sita meena
    mina neena rina reena leena hina priya riya diya jaya raya vijay ajay sanjay anjay arun varun tarun karan kiran charan sharan arjun
    anand ananda nanda chandra chandran indra mohan rohan sohan rohit mohit sumit amrit hari hira hema uma usha asha isha nisha disha
    trisha aigul aygul aigerim ainur aynur aidar aydar bekzat bakhyt marat murat samat azat azamat asel asem daria darya darina dmitri
    dmitry ilya olya yulia galina polina malina ekaterina katerina katya katia kate katja karin karen carina valeria valeriy valerie
    valentina valentin oksana roxana snezhana tatiana tatyana natalia natalya nataliya vera vlad vlada vladimir hiroshi hitoshi hiroki
    hiroko haruki haruka naoki naoko yuki yuko yuka yuta yuri yumi kumi rumi emi ami mami manami nanami takashi takeshi tadashi satoshi
    kenji kenta kana nana rena reina mika mike miki mikio akiko akira akiro makoto masato masako masao kazuo kazuko sachiko michiko
    yoshiko yoshio toshio thi thu thuy hoa hoan hung huong minh linh dinh binh vinh ninh trinh anh oanh lan loan tuan toan quan quang
    nam nga mai silvia sylvia hope faith joy ryan bryan kayla kyla ethan nathan jayden hayden jaden aiden aidan caden brayden brandon
    landon logan mason madison tyler taylor carly charly charlie harley marley brooke brock erin aaron jake jack kyle kylie hunter
    heather andrea andreas christian christina christine isabel isabella ellie linn katrin stefanie samuel samantha gabriel gabriela
    gabrielle farhad farzad farshad behzad behnam behrouz bahram bahar mona mahnaz golnaz shahnaz farnaz mehdi mahdi hadi reza hamidreza
    alireza shirin parvin parviz nasrin nasim navid omid saeid vahid masoud masud mahin minoo fatiha hamza hamdi aziz aziza idris driss
    bilal jalal talal hilal amal kamel jamel mounir munir mounira sabri sabah salah salwa sawsan siham ilham wafa safa marwa marwan
    nawal nabil nabila habib habiba hanan hanane iman imane aymane ayman amani rayan rayane yassine yassir yasser nasser nasir nasr
    bassam hussam issam wissam gulnar gulnara gulnaz gulshan gulbahar gulzar aidana aida aidos aset dinara dilara dilnoza dilfuza
    dilshod dilbar nargiza nilufar nodira nodir sherzod behruz bobur rustam rustem ruslan timur temur tolgan nurlan yerlan erlan arlan
    aslan ruslana madina medina zarina zhanna zhanar zhanat almaz almas alma bakyt kairat talgat bolat bulat damir tamir temuulen tumur
    bold bolor bolormaa bolorchimeg munkhbat munkhbayar munkhtuya enkhbayar enkhbat enkhtuya enkhjargal batbayar batbold ganbold
    ganbaatar ganbat otgonbayar sarangerel tserendorj tsetseg oyun oyunchimeg vasilisa vasilina ksenia kseniya varvara veronika yana
    alla nikita maksim anton antonina sergei andrei aleksei aleksandr aleksandra alexandr alexandra alexander valery vitaly vitalia
    deepa deepak deepika manoj manju rohini kumari radhika sanjeev vikas vikram nikhil neha nehal pooja puja poonam sima seema shyam
    shyama suman sumana anjali anjana aruna ashok alok ambika amrita binod bina vina veena nabin navin pravin pramod prakash prabin
    sabin sabina sabita kabita babita bimala kamala nirmal nirmala bishal vishal rajan rajani ranjan ranjit ranjita sujan sujata sushil
    sushila prem pramila hadijah halimah salimah aminah aisyah rahman rahmat rahim budi budiman dewi devi siti sri yanti yanto wati yati
    hartono hartini suharto sutrisno sukarno sukardi agus agung eko joko arman armin ramin raman farzin farzan bahman mehran mehrdad
    mehrzad shahram shahrokh shahin shahab sohrab soheil siavash sina saman sasan mahsa mahtab marjan mitra mojgan mohsen morteza
    mostafa nastaran nazanin nazli negar negin nima parisa parastoo parvaneh payam pejman peyman pouya pouria roya sadegh samaneh
    sepideh setareh shadi shahla shima shohreh somayeh soraya tahereh zahra zohreh zhaleh laleh haleh elnaz elahe fariba farideh forough
    ghazal kamran kaveh keyvan khosrow kian kiana ladan mandana milad yasaman arash ardeshir arezoo atefeh azadeh azar babak bita
    dariush rashad anwar mazin muhannad nidal nizar qais qusay rafiq raed riad safwan sahar sahir samar sherif tamim tahani talib wael
    fayed fayez fayiz fayid faiz antar azer azar musaid mujahid
    walaa yara zahir zaki ziad zubair tsegaye tsehay tsige tigist tigabu abebe abebech alemu alem alemitu bekele bekelech desta dessie
    dawit girma girum getachew getahun haile hailu kebede kebebush kidane lemlem mesfin meseret mekonnen mulugeta mulu tadesse tadelech
    tesfaye tesfa worku workinesh yonas yohannes zewdu zewditu giorgi goga gia gela gega nino nato nani tamar tamta tamuna davit levan
    luka lasha zaza zura vakhtang vakho ararat aram armine anahit anush gagik garik hayk hovik karine lilit levon mariam marine narek
    narine nune ruben samvel suren tigran vahan vahe vardan varduhi amichai ayelet ariel avi aviv dalia dorit doron eitan eliezer elazar
    gal gil gili noam noa neta nir niv omri ofir ofra ori orit oren ron roni ronit shir shira shai tal tali yael yair yaniv yarden ziv
    zvi
"""
_OF_THE_EAST = """
    sokha sokhom sokhon sokchea sokunthea sophea sopheak sophal sophat sophon sophy sopheap sotheary sothea sothy sothearith samnang
    samphors sambath sambo savuth savoeun saroeun sarith sarun samoeun samrith sovann sovanna sovannara sovannarith sreymom sreyneang
    sreypov sreynich sreyleak sreymao sreypich sreyroth chanthy chantha chanthou chanthol chandara channary chanmony chanrith darith
    davy bopha botum bora borey bunthoeun bunrith bunna bunroeun chenda chetra kosal kunthea kalyan kimheng kimlay kimsan leakhena lyda
    makara mealea monirith mony nary narith narin nimol oudom phalla phally phanna phearum phirun piseth pisey pheakdey rachana raksmey
    ratha rithy rotha sinuon socheat socheata somaly sokheng thavy theara tola vanna vannak vannara vanny vannarith veasna vibol vichet
    vireak visal visoth vuthy somchai somjai somsak somying somporn sombat somboon sompong somkiat somkid somnuek suchart suchada
    sudarat sunee sunan sunisa suthep suthee suwan suwanna suwannee supaporn supachai supharat surachai surasak suriya siriporn sirirat
    sirikit sirichai sirinya prasert prasit prayut prayoon pranee praphan pramote preecha preeya prasong prawit pornthip pornchai
    pornpan pornsak pornpimon pimchanok pimpa pimolrat piyada piyanuch piyaporn pattama pattara patcharee patchara patcharin nattapol
    nattapong nattaya nattawut natthida natcha nopadol nopporn narong narumon naree nareerat niphon nipa nittaya orathai orasa oranuch
    anan anong anucha anuchit anuwat apichat apinya apirak arunee aree areerat amnat amporn ampha boonmee boonchai boonlert boonsong
    boonsri chaiya chaiwat chaiyaporn chalerm chalong chanida chanpen charoen chatchai chatri chavalit chuchart chutima danai decha
    duangjai ekachai jaran jaruwan jintana jirapa jiraporn jirawat kamon kamonwan kanchana kanda kanya kanokwan kittisak kittipong kitti
    kessara khemika kritsada kritsana ladda lamai malee malai manop manee montri mongkol nonglak nongnuch panida pannee panya pisit
    pichai pichit prapa prapaporn rachanee ratree rattana rungnapa rungrat sakchai sakda samai samran saowanee sawat sanan sanit
    siwaporn sommai sukanya sumalee suporn surin tawan thanaporn thanapol thanakorn thanawat thaweesak thongchai uthai uraiwan varaporn
    wanchai wanida wannapa wanna wantana warunee wasana wichai wichit wilai wilaiwan wimon winai wipa wirat wiroj witthaya worawut yupin
    yuwadee bounmy bounma bounthong bounthavy bounlert bounpheng bounnhang khamphou khamsing khamsouk khamsay khamla khampheng khammany
    khamkeo souksavanh souksakhone phonesavanh phonesack phonepaseuth vilay vilayvanh viengkham viengsay sengdara sengdeuane sengchanh
    thongsavanh thongphet thongloun manivanh manichanh chanthala chanthavong bouakham bouavanh sisavath sivilay somphone somphou
    somchanh daovone daovanh latsamy noy noi keomany
"""
"""Given names of Cambodia, Thailand and Laos, each in one spelling: two spellings of one name would be two names."""


def is_given_name(word: str) -> bool:
    """Tell whether a word in the letters a to z is a given name somewhere."""
    return word in _given_names()


def given_in(word: str) -> Set[str]:
    """Return a sign for each country in which a word is a given name: none if it is not one that we know of."""
    return frozenset(_given_names().get(word, ""))


def stands_before_a_surname(word: str) -> bool:
    """Tell whether a word is the given name of a people that puts the family's name behind it, rather than one that may be a father's."""
    countries = given_in(word)
    return len(countries & _SURNAME_BEHIND) > 2 * len(countries & _FATHERS_NAME)


def strange_triples(word: str) -> int:
    """Return how many of the triples of letters in a word, its ends among them, no given name has: a slip makes some, a name few."""
    return len(_triples(word) - _triples_of_names())


def strange_in_the_east(word: str) -> int:
    """Return how many of them no given name of Cambodia, Thailand and Laos has."""
    return len(_triples(word) - _triples_of_the_east())


def are_two_names(one: str, other: str) -> bool:
    """Tell whether two words are given names of one country: what is a slip of the pen there may be a name elsewhere."""
    if are_two_spellings(one, other):
        return True
    two = spell_two_names(one, other)
    if two is not None:
        return two
    return not set(_given_anywhere().get(one, "")).isdisjoint(_given_anywhere().get(other, ""))


def _triples(word: str) -> Set[str]:
    ended = f" {word} "
    return {ended[nth : nth + 3] for nth in range(len(word))}


@cache
def _triples_of_names() -> frozenset[str]:
    return frozenset(triple for name in _given_names() for triple in _triples(name))


@cache
def _triples_of_the_east() -> frozenset[str]:
    return frozenset(triple for name in _OF_THE_EAST.split() for triple in _triples(name))


@cache
def names_given_in(countries: frozenset[str]) -> frozenset[str]:
    """Return the given names of some countries, by the signs of ``given.txt``."""
    return frozenset(name for name, signs in _given_names().items() if not countries.isdisjoint(signs))


@cache
def _given_names() -> Mapping[str, str]:
    """Return the given names with a sign for each country in which they are given."""
    return {name: common for name, countries in _listed() if (common := countries.partition(_FURTHER)[0])}


@cache
def _given_anywhere() -> Mapping[str, str]:
    """Return the same with what further lists have: rare names and spellings, which are two though few bear them."""
    return {name: countries.replace(_FURTHER, "") for name, countries in _listed()}


def _listed() -> Iterator[tuple[str, str]]:
    by_hand = dict.fromkeys(f"{_BY_HAND} {_OF_THE_EAST}".split(), _ANYWHERE)
    for line in files(__package__).joinpath("given.txt").read_text("utf-8").splitlines():
        name, _space, countries = line.partition(" ")
        yield name, by_hand.pop(name, "") + countries
    yield from by_hand.items()
