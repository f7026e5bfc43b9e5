"""Names of Arabic origin as Somalis, Turks, Uzbeks, Hausa and Malays spell them, and as passports code their letters; twins stay two."""

import pytest

from hub.screening.names import likeness, read_names
from hub.screening.names.near_east.icao import decoded
from hub.screening.words import Word


def word(one: str, other: str) -> Word:
    found = {likeness(left, right) for left in read_names(one) for right in read_names(other)}
    return next((each for each in found if each is not Word.DIFFERENT), Word.DIFFERENT)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maxamed Cabdiraxmaan", "محمد عبد الرحمن"),
        ("Xasan Cismaan Warsame", "حسن عثمان ورسمي"),
        ("Caasha Jaamac", "Asha Jama"),
        ("Cumar Casiis", "Omar Aziz"),
        ("Hasim Ali", "هاشم علي"),
        ("Hasim Semsi", "هاشم شمسي"),
        ("Recep Halit", "رجب خالد"),
        ("Recep Halit", "Rajab Khalid"),
        ("Ramazan Fazil", "Ramadan Fadil"),
        ("Olim Karimov", "عالم كريموف"),
        ("Aminu Bashiru", "أمين بشير"),
        ("Aminu Lawal", "Amin Lawal"),
        ("Hamisi Rashidi", "Khamis Rashid"),
        ("Salimah Umair", "Salima Omair"),
        ("Syamsuddin Aisyah", "Shamsuddin Aisha"),
        ("Nurettin Şahin", "Nur al-Din Shahin"),
        ("Jusuf Badr", "Youssef Badr"),
        ("Ahlem Amrabat", "Ahlam Lemrabet"),
        ("Marija Sarapova", "Maria Sharapova"),
        ("Chafia Zahi", "Chafia Ezzahi"),
        ("Mennatelrahman Sami", "Minat al-Rahman Sami"),
        ("Mirzo Xolid", "Mirza Khalid"),
        ("Halimatu Sadiya", "Halima Sadia"),
        ("Hidayatullah Syarif", "هداية الله شريف"),
        ("Ainun Najib", "عين النجيب"),
        ("Jahir Hossain", "ظهير حسين"),
        ("Dilşad Kerîm", "Dilshad Karim"),
        ("توفيق الإمام", "Tawfiq al-Imam"),
        ("عبدون معوض", "Abdun Muawwad"),
        ("Khadiijo Aadan Daahir", "خديجه ادم طاهر"),
        ("Suldaan Maryan", "Sultan Maryam"),
        ("Ali Benaceur", "علي بن ناصر"),
        ("Jamal Khashoggi", "جمال خاشقجي"),
        ("Ali Hosseini Khamenei", "سید علی حسینی خامنه‌ای"),
        ("Kader Siddique", "عبد القادر صديق"),
        ("Hassan Qasimi", "Hasan Ghasemi"),
        ("Ebu Bekr Musa", "Abu Bakr Musa"),
        ("MHD Hassan Alsakka", "محمد حسان السقا"),
        ("MXHMD XAEBW BKR", "محمد أبو بكر"),
        ("MXHMD HAXSHM", "Mohamed Hashem"),
        ("EAMR MRYM", "عامر مريم"),
        ("Doua Nadhir", "Douaa Nadir"),
        ("Fatima Zohra", "Fatima Zahra"),
        ("Younes Tawil", "Yunus Tawil"),
        ("Med Zerrouki", "Mohamed Zerrouki"),
        ("Nour El Imane", "نور الإيمان"),
        ("Essaid Zerrouki", "سعيد زروقي"),
        ("Abdiaziz Farah", "عبد العزيز فارح"),
        ("Oussim Zerrouki", "Wassim Zerrouki"),
        ("Rangez Samoo", "رنگیز سموں"),
        ("Aly Benyoucef", "Ali bin Yusuf"),
        ("Btissam Zerrouki", "Ibtisam Zerrouki"),
        ("Brahim Bensmail", "Ibraheem bin Ismael"),
        ("Ahmed Bouzid", "Ahmed Abu Zaid"),
        ("Ahmed Bou Hadjar", "أحمد أبو حجر"),
        ("Ali Boubaker", "Ali Abubakar"),
        ("Ahmed Sbeitla", "Ahmed Subaitla"),
        ("Ahmed Chiba", "Ahmed Sheba"),
        ("Zineb Hassan El Masry", "Zainab Hasan Almasri"),
        ("براهيم صبري", "Ibraheem Sabri"),
        ("Abdus Samad", "Abdul Samad"),
        ("Samir Abdellah", "Samir Abdallah"),
        ("Hossam Naguib", "Hussam Najeeb"),
        ("Umm Sharifa", "Oumm Charifa"),
        ("Mohammad Omar Hotak", "Mohammad Umer Hotak"),
        ("Nadia Mestaghanmi", "Nadia Mustaghanimi"),
        ("Yassine Belkacem", "Yasin Bin al-Qasim"),
        ("Belhadj Houssine", "Hussein Bin al Hajj"),
        ("Yasin Qasim", "Yasin Bin al-Qasim"),
        ("Lahcen El Fassi", "Al Hassan Al Fasi"),
        ("Rashid bin Humaid Al Nuaimi", "راشد بن حميد النعيمي"),
        ("Amor Hafiane", "عمر الحفيان"),
        ("Benali Brahim", "Ibrahim bin Ali"),
        ("Akram Siddique", "اکرم صدیقی"),
        ("Basheer Salim Aljabouri", "Basheer Salim Al Juburi"),
        ("Yusufi Jawad", "Javad Yousefi"),
        ("Naila Jaffery", "Naila Jafri"),
        ("Ebrahim Javadi", "Ebrahim Javadipour"),
    ],
)
def test_one_name_by_two_peoples_orthographies(one: str, other: str) -> None:
    assert word(one, other) is not Word.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xasan Warsame", "Xuseen Warsame"),
        ("Xasan Warsame", "Hussein Warsame"),
        ("Nada Karimi", "Nadia Karimi"),
        ("Maxamed Cali", "Maxamuud Cali"),
        ("Parisa Amini", "Parsa Amini"),
        ("Hadi Nasser", "Huda Nasser"),
        ("Safia Osman", "Sofia Osman"),
        ("Bernd Adler", "Berta Adler"),
        ("Olim Salimov", "Alima Salimov"),
        ("MXHMD XAEBW BKR", "محمود أبو بكر"),
        ("XHSN EMR", "Hussein Omar"),
        ("Karam Hassan", "Karim Hassan"),
        ("Jamal Hassan", "Jamil Hassan"),
        ("Samir Hassan", "Samar Hassan"),
        ("Sameh Tawil", "Samah Tawil"),
        ("سامح طويل", "Samah Tawil"),
        ("Hesham Zerrouki", "Essam Zerrouki"),
        ("Eslam Benyoucef", "Sallam bin Yusuf"),
        ("Ikram Benyoucef", "Karam bin Yusuf"),
        ("Jamal Benyoucef", "Jamil bin Yusuf"),
        ("Ahmed Bouzid", "Ahmed Zaid"),
        ("Belkacem Zerrouki", "Kacem Zerrouki"),
        ("Maria Beltran", "Maria Tran"),
        ("Sbeitla Nadir", "Sbeitla Nadira"),
        ("Mestaghanmi Ilhem", "Mestaghanmi Ahlam"),
        ("Ahmed Hassani", "Ahmed Hosseini"),
        ("Ahmed Badran", "Ahmed Badarneh"),
        ("Ahmed Hussan", "Ahmed Hosin"),
        ("Ghani Tawil", "Khan Tawil"),
        ("Ahmed Mahmoudi", "Ahmed Mohammadi"),
        ("Abdellah Tawil", "Abdelali Tawil"),
        ("Zubair Chaudhry", "Sabir Chaudhry"),
    ],
)
def test_children_of_one_family_stay_two(one: str, other: str) -> None:
    assert word(one, other) is Word.DIFFERENT


def test_codes_are_arabic_letters_again_and_no_other_name_is() -> None:
    assert decoded(("xaebw", "bkr", "mxhmd", "bn", "zkrya", "alrazy")) == "أبو بكر محمد بن زكريا الرازي"
    assert not decoded(("hari", "schmidt"))
    assert not decoded(("maxamed", "xuseen"))
    assert not decoded(("xia", "zhengmin"))
    assert not decoded(("sng", "hui", "lin"))
    assert not decoded(("maxim", "alenin"))
