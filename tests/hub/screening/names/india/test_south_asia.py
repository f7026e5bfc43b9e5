"""Names of India and Sri Lanka by the systems that write them, and foreign names as their letters hear them.

The pairs are of common names and of places; none was taken from a set by which the comparison is measured.
"""

import pytest

from hub.screening.words import Word
from tests.hub.screening.names.likenesses import pairs, said

ONE_NAME = """
    சக்கரவர்த்தி பரிமளா = Chakkaravarththi Parimala; உதய ஆரச்சி = Udaya Arachchi; කුමාර ආරච්චි = Kumara Arachchi;
    ഗൗരി നായർ = Gauri Nair; മാന്റേസ തോമസ് = Manresa Thomas; බෲස් පෙරේරා = Bruce Perera; অ্যালেন বসু = Allen Basu;
    युबेराबा थापा = Uberaba Thapa; गुयान थापा = Guan Thapa; हरीश उरगाँओकर = Harish Urgaonkar;
    হাৰিচ দাস = Haris Das; ଯାକାରିୟା ଦାସ = Zakaria Das;
    वॉशिंगटन शर्मा = Washington Sharma; क्रिश्चियन शर्मा = Christian Sharma;
    ಕಾನ್ಕಾರ್ಡ್ ಶರ್ಮ = Concord Sharma; नार्वुड शर्मा = Norwood Sharma; बल्गर शर्मा = Bulger Sharma; मैककार्थी शर्मा = McCarthy Sharma;
    सेलिसबरी शर्मा = Salisbury Sharma; නෝමන් පෙරේරා = Norman Perera; චාල්ස් පෙරේරා = Charles Perera; ഇഷെവ് തോമസ് = Izhev Thomas;
    আব্দুল মান্নান = Abdul Mannan; আবদুর রাজ্জাক = Abdur Razzaque; আব্দুস সাত্তার = Abdus Sattar; মোঃ রফিকুল ইসলাম = Mohammad Rafiqul Islam;
    दयामय दास = Dayamoy Das; प्रदीप चौधरी = Prodip Chowdhury; ইয়াসিন আলী = Yeasin Ali; అలెగ్జాండర్ రావు = Alexander Rao;
    ఫర్నేరియస్ రెడ్డి = Furnerius Reddy; డగ్లస్ రెడ్డి = Douglas Reddy;
    ಜೇಮ್ಸ್ ಜಾಯ್ಸ್ = James Joyce; ಜಾನ್ ಕೀಟ್ಸ್ = John Keats; ಲೂಯಿ ಪಾಶ್ಚರ್ = Louis Pasteur
"""
TWO_NAMES = """
    आशा शर्मा = Usha Sharma; एषा शर्मा = Usha Sharma; देशानी शर्मा = Dushani Sharma; ಕಶಿ ಶರ್ಮ = Kochi Sharma; राहुल शर्मा = Rohan Sharma;
    চন্দনা সেন = Sandana Sen; ഷാജി നായർ = Jaji Nair; महान शर्मा = Mohan Sharma; സീന ജോസഫ് = Cheena Joseph;
    আব্দুর রহিম = Abdur Rahman; আব্দুল করিম = Abdul Rahim; মোঃ রফিকুল ইসলাম = Mohammad Shafiqul Islam
"""
ONE_IN_TWO_SYSTEMS = """
    Elilvanan Catyamurtti = Ezhilvanan Sathyamoorthy; Ezhilvanan Chathyamurththi = Elilvanan Catyamurtti;
    Cukumar Makesvari = Sugumar Maheshwari;
    Samjiva Kulatumga = Sanjeeva Kulatunga; Prasamta Simde = Prashanta Shinde; Saramgi Mendis = Sharangi Mendis;
    Alakan Kumar = Azhakan Kumar; Abhaya Jayaramana = Abhay Jayaraman; Vijaya Prajapati = Vijay Prajapti;
    Kamala Thukari = Kamal Thukri; Ajitaa Sitaulaa = Ajita Sitaula; Pavitra Canmukam = Pavithra Shanmugam;
    Makathevan Verrivel = Mahadevan Vetrivel
"""
TWO_IN_TWO_SYSTEMS = """
    Tina Kromova = Dina Kromova; Tina Kromova = Dina Gromova; Canda Mistri = Shaanta Mistree; Catya Munucami = Santhiya Munusamy;
    Kamala Misra = Kamal Mishra; Aruna Kulatumga = Arun Kulatunga; Nurzhan Akhmetov = Nurlan Akhmetov;
    Hamdan Yilmaz = Handan Yilmaz; Ivan Petrov = Ivana Petrova;
    Kumaran Selvan = Kumari Selvan; Pavani Selvan = Bhavani Selvan; Ravi Murukan = Rani Murugan
"""


@pytest.mark.parametrize(("one", "other"), pairs(ONE_NAME))
def test_a_name_is_read_by_the_system_of_its_letters(one: str, other: str) -> None:
    assert said(one, other) is Word.ROMANISED


@pytest.mark.parametrize(("one", "other"), pairs(TWO_NAMES))
def test_a_neighbouring_name_is_another(one: str, other: str) -> None:
    assert said(one, other) is Word.DIFFERENT


@pytest.mark.parametrize(("one", "other"), pairs(ONE_IN_TWO_SYSTEMS))
def test_a_name_is_known_in_two_systems_of_latin_letters(one: str, other: str) -> None:
    assert said(one, other) is Word.ROMANISED


@pytest.mark.parametrize(("one", "other"), pairs(TWO_IN_TWO_SYSTEMS))
def test_brothers_and_sisters_are_two_in_two_systems(one: str, other: str) -> None:
    assert said(one, other) is not Word.ROMANISED
