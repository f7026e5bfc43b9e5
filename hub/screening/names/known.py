"""Given names and surnames that are a letter away from others: two of them are two people, not one slip of the pen.

Gathered by hand from what parents call brothers, sisters and twins in many languages; not complete, and it need not be.
"""

_NAMES = """
    maria marta martha marie mario marina marian marianna marisa mara maya mia anna anne ana ann anja anya hanna hannah ina inna nina
    lina lena elena helena alena irena irina arina karina marin martin martina carla carlo carlos karl karla clara klara lara laura lauro
    paul paula paulo paolo paola pablo pavel juan juana joan joana jean jeanne jane jana jan john johan johann jon joe jose josef josefa
    joseph josh jonas jona julia julio julie julian juliana luis luisa louis louise lois lucas luca lucia lucio luke lukas hans hana ivan
    ivana ivo eva ewa ava ada ida edna emma erna emil emilia emilio emily amelia amalia daniel daniela daniele danielle dana dina diana
    dan don dora dara sara sarah tara tania tanya sonia sonya sofia sofie sophia sophie alex alexa alexei alexis alice alicia alina alan
    alain allan elan elias elisa elise eliza elsa ella elle olga oleg igor egor ion ian sean shaun dean peter petra pedro petr pietro
    pierre michael michal michel michele mikael mikhail miguel nicola nicolas nikola nikolai nicole victor viktor victoria viktoria roman
    romana ramon ramona robert roberta roberto rob bob bill will ben leo leon leona lea lee leila layla lila lily mark marc marco marcos
    marcus markus eric erik erika erica fred frida freda gina gino tina tino tim tom toma tomas thomas rita rosa rose rosi stefan
    stefania stephan stephen stephanie steven hasan hassan hussein husain hossein hassen ali alia aliya aliyah amir amira emir emira amin
    amina emin emina omar omer umar umer anas anis anisa hamid hamida hameed ahmed ahmad hamad hamed mohammed mohammad mahmoud mahmud
    salim salima selim selima salem salma selma samir samira sami samia sama karim karima kareem karam rashid rashida rasheed rachid
    nadir nadira nader nadia nada nida farid farida faridah fahad fahd fatma fatima fathia khalid khaled khalida walid walida jamal
    jamila jamil kamal kamila kamil camila camilla camille latif latifa majid majida said saida saad saud yasin yasmin yasmina yusuf
    yosef rana rania ranya reem rima noor nour nura nora noura zaid zain zaina zainab aisha aysha asma asmaa esma isra israa hiba huda
    hoda suha nuha maha ram rama raj raja rajesh ramesh rakesh mahesh naresh suresh dinesh ganesh mukesh umesh kamlesh amit ajit anit
    anil sunil sunita anita vinita kavita savita sarita lalita ravi rani ritu rita rekha radha geeta gita seeta sita meena mina neena
    rina reena leena tina hina priya riya diya jaya maya raya vijay ajay sanjay anjay arun varun tarun karan kiran kiran charan sharan
    arjun anand ananda nanda chandra chandran indra mohan rohan sohan rohit mohit sumit amrit hari hira hema uma usha asha isha nisha
    disha trisha aigul aygul aigerim ainur aynur aidar aydar bekzat bakhyt marat murat samat azat azamat asel asem dana dias diana daria
    darya darina dmitri dmitry ilya olya yulia julia galina alina polina malina ekaterina katerina katya katia kate katja karin karen
    carina valeria valeriy valerie valentina valentin oksana roxana snezhana tatiana tatyana natalia natalya nataliya vera vlad vlada
    vladimir hiroshi hitoshi hiroki hiroko haruki haruka naoki naoko yuki yuko yuka yuta yuri yumi kumi rumi emi ami mami manami nanami
    takashi takeshi tadashi satoshi kenji kenta kana hana nana rena reina mina mika mike miki mikio akiko akira akiro makoto masato
    masako masao kazuo kazuko sachiko michiko yoshiko yoshio toshio thi thu thuy hoa hoan hung huong minh linh dinh binh vinh ninh trinh
    anh oanh lan loan tuan toan quan quang nam nga mai smith smyth silva silvia sylvia souza sousa ruiz luiz cruz diaz dias perez peres
    lopez lopes gomez gomes jimenez ramirez ramires martinez martines sanchez gonzalez gonzales hernandez fernandez fernandes rodriguez
    rodrigues alvarez alvares suarez ivanov ivanova petrov petrova orlov orlova pavlov pavlova popov popova smirnov smirnova volkov
    volkova sokolov sokolova lebedev lebedeva kuznetsov kuznetsova morozov morozova novikov novikova kozlov kozlova egorov egorova
    fedorov fedorova nikolaev nikolaeva
"""
KNOWN = frozenset(_NAMES.split())
