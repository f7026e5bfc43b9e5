"""Names by language: the same name as different papers write it. Each entry is one name part in all its forms, the native one first."""

Forms = tuple[str, ...]


def table(text: str) -> tuple[Forms, ...]:
    """Return the entries of a text: separated by commas, their forms by slashes."""
    return tuple(tuple(form.strip() for form in entry.split("/")) for entry in text.replace("\n", " ").split(",") if entry.strip())


# simplified / traditional / Hong Kong / Wade–Giles / pinyin
HAN_SURNAMES = table("""
    陈/陳/Chan/Chen/chen, 张/張/Cheung/Chang/zhang, 黄/黃/Wong/Huang/huang, 李/李/Lee/Li/li, 梁/梁/Leung/Liang/liang, 吴/吳/Ng/Wu/wu,
    郑/鄭/Cheng/Cheng/zheng, 林/林/Lam/Lin/lin, 刘/劉/Lau/Liu/liu, 何/何/Ho/Ho/he, 叶/葉/Yip/Yeh/ye, 曾/曾/Tsang/Tseng/zeng,
    谢/謝/Tse/Hsieh/xie, 郭/郭/Kwok/Kuo/guo, 蔡/蔡/Choi/Tsai/cai, 许/許/Hui/Hsu/xu, 邓/鄧/Tang/Teng/deng, 冯/馮/Fung/Feng/feng,
    周/周/Chow/Chou/zhou, 徐/徐/Tsui/Hsu/xu, 朱/朱/Chu/Chu/zhu, 马/馬/Ma/Ma/ma, 杨/楊/Yeung/Yang/yang, 赵/趙/Chiu/Chao/zhao,
    苏/蘇/So/Su/su, 罗/羅/Law/Lo/luo, 卢/盧/Lo/Lu/lu, 潘/潘/Poon/Pan/pan, 余/余/Yu/Yu/yu, 范/范/Fan/Fan/fan, 钟/鍾/Chung/Chung/zhong,
    杜/杜/To/Tu/du, 江/江/Kong/Chiang/jiang, 孙/孫/Suen/Sun/sun, 胡/胡/Wu/Hu/hu, 高/高/Ko/Kao/gao, 简/簡/Kan/Chien/jian,
    方/方/Fong/Fang/fang, 欧阳/歐陽/Au Yeung/Ou-yang/ouyang, 司徒/司徒/Szeto/Ssu-tu/situ, 吕/呂/Lui/Lu/lyu, 石/石/Shek/Shih/shi,
    莫/莫/Mok/Mo/mo
""")
HAN_GIVEN = table("""
    伟/偉/Wai/Wei/wei, 明/明/Ming/Ming/ming, 志/志/Chi/Chih/zhi, 强/強/Keung/Chiang/qiang, 国/國/Kwok/Kuo/guo, 华/華/Wah/Hua/hua,
    文/文/Man/Wen/wen, 家/家/Ka/Chia/jia, 俊/俊/Chun/Chun/jun, 杰/傑/Kit/Chieh/jie, 美/美/Mei/Mei/mei, 玲/玲/Ling/Ling/ling,
    丽/麗/Lai/Li/li, 芳/芳/Fong/Fang/fang, 秀/秀/Sau/Hsiu/xiu, 英/英/Ying/Ying/ying, 慧/慧/Wai/Hui/hui, 婷/婷/Ting/Ting/ting,
    德/德/Tak/Te/de, 荣/榮/Wing/Jung/rong, 建/建/Kin/Chien/jian, 平/平/Ping/Ping/ping, 永/永/Wing/Yung/yong, 安/安/On/An/an,
    子/子/Tsz/Tzu/zi, 健/健/Kin/Chien/jian, 浩/浩/Ho/Hao/hao, 天/天/Tin/Tien/tian, 思/思/Sze/Ssu/si, 敏/敏/Man/Min/min,
    雅/雅/Nga/Ya/ya, 诗/詩/Sze/Shih/shi, 琪/琪/Ki/Chi/qi, 嘉/嘉/Ka/Chia/jia, 欣/欣/Yan/Hsin/xin, 仪/儀/Yee/I/yi,
    颖/穎/Wing/Ying/ying, 晓/曉/Hiu/Hsiao/xiao, 彤/彤/Tung/Tung/tong, 丰/豐/Fung/Feng/feng, 宏/宏/Wang/Hung/hong, 泽/澤/Chak/Tse/ze,
    凯/凱/Hoi/Kai/kai, 月/月/Yuet/Yueh/yue, 娟/娟/Kuen/Chuan/juan, 少/少/Siu/Shao/shao, 龙/龍/Lung/Lung/long, 锦/錦/Kam/Chin/jin,
    辉/輝/Fai/Hui/hui
""")
_HOMOPHONES = """
    伟玮炜 明铭鸣 志智致 杰洁婕 美镁 丽莉利 芳方坊 英瑛樱 慧惠卉 婷亭庭 建健剑 平萍苹 永勇泳 子梓紫 浩皓昊 思丝斯 雅亚 诗施 琪其奇 嘉佳家
    欣鑫新 颖影 晓小 丰峰锋 宏红虹 辉晖 锦晋进
"""
HOMOPHONES = tuple(_HOMOPHONES.split())
# native / papers / papers of another system …
UYGHUR = table("""
    买买提/Maimaiti/Memet, 阿依古丽/Ayiguli/Aygul, 吐尔逊/Tuerxun/Tursun, 艾力/Aili/Eli, 热依汗/Reyihan/Reyhan,
    阿卜杜拉/Abudula/Abdulla, 古丽娜尔/Gulinaer/Gulnar, 玉素甫/Yusufu/Yusup, 帕提古丽/Patiguli/Patigul, 库尔班/Kuerban/Qurban,
    努尔买买提/Nuermaimaiti/Nurmemet, 热合曼/Reheman/Rahman, 迪里拜尔/Dilibaier/Dilber, 亚森/Yasen/Yasin, 阿不力孜/Abulizi/Abliz
""")
TIBETAN = table("""
    扎西/Zhaxi/Tashi, 次仁/Ciren/Tsering, 卓玛/Zhuoma/Dolma, 多吉/Duoji/Dorje, 平措/Pingcuo/Phuntsok, 央金/Yangjin/Yangchen,
    索朗/Suolang/Sonam, 旺堆/Wangdui/Wangdu, 格桑/Gesang/Kelsang, 尼玛/Nima/Nyima, 达瓦/Dawa/Dawa, 白玛/Baima/Pema,
    顿珠/Dunzhu/Dhondup
""")
KOREAN_SURNAMES = table("""
    김/Kim/Gim, 이/Lee/Yi, 박/Park/Pak, 최/Choi/Choe, 정/Jung/Chung, 강/Kang/Gang, 조/Cho/Jo, 윤/Yoon/Yun, 장/Jang/Chang, 임/Lim/Im
""")
KOREAN_GIVEN = table("""
    민준/Min-jun/Minjoon, 서연/Seo-yeon/Seoyeon, 지훈/Ji-hoon/Jihun, 현우/Hyun-woo/Hyeonu, 수빈/Su-bin/Soobin, 지은/Ji-eun/Jieun,
    동현/Dong-hyun/Donghyeon, 은영/Eun-young/Eunyeong, 성호/Sung-ho/Seongho, 영희/Young-hee/Yeonghui, 철수/Chul-soo/Cheolsu,
    미경/Mi-kyung/Migyeong
""")
JAPANESE_SURNAMES = table("""
    タナカ/Tanaka/Tanaka, サトウ/Sato/Satou, スズキ/Suzuki/Suzuki, イトウ/Ito/Itoh, オオノ/Ono/Ohno, コバヤシ/Kobayashi/Kobayashi,
    シミズ/Shimizu/Simizu, フジワラ/Fujiwara/Huziwara, ワタナベ/Watanabe/Watanabe, ツジ/Tsuji/Tuzi
""")
JAPANESE_GIVEN = table("""
    タロウ/Taro/Tarou, ユウキ/Yuki/Yuuki, ケンイチ/Kenichi/Ken-ichi, サクラ/Sakura/Sakura, ヨウコ/Yoko/Youko, ショウタ/Shota/Shouta,
    ハナコ/Hanako/Hanako, リョウ/Ryo/Ryou, アキコ/Akiko/Akiko, シンジ/Shinji/Sinzi
""")
VIETNAMESE_SURNAMES = table("""
    Nguyễn, Trần, Lê, Phạm, Hoàng, Huỳnh, Phan, Vũ, Võ, Đặng, Bùi, Đỗ, Hồ, Ngô, Dương, Lý
""")
VIETNAMESE_MIDDLE = table("""
    Văn, Thị, Hữu, Đức, Minh, Ngọc, Thanh, Xuân, Quốc, Kim
""")
VIETNAMESE_GIVEN = table("""
    An, Bình, Cường, Dũng, Đạt, Giang, Hà, Hạnh, Hiếu, Hoa, Hùng, Hương, Khánh, Lan, Linh, Long, Mai, Nam, Nga, Phong, Phúc, Quân,
    Sơn, Thảo
""")
RUSSIAN_SURNAMES = table("""
    Иванов/Ivanov/Iwanow, Смирнов/Smirnov/Smirnow, Щербаков/Shcherbakov/Scherbakov, Жуков/Zhukov/Joukov, Хрущёв/Khrushchev/Hruschev,
    Цветков/Tsvetkov/Cvetkov, Юдин/Yudin/Iudin, Яковлев/Yakovlev/Iakovlev, Чехов/Chekhov/Tchekhov, Медведев/Medvedev/Medwedew,
    Фёдоров/Fedorov/Fyodorov, Ершов/Yershov/Ershov, Воробьёв/Vorobyov/Vorobev, Кузьмин/Kuzmin/Kuz'min,
    Шевченко/Shevchenko/Schewtschenko, Григорьев/Grigoryev/Grigorev
""")
RUSSIAN_GIVEN = table("""
    Сергей/Sergey/Sergei, Дмитрий/Dmitry/Dmitrii, Алексей/Aleksey/Alexei, Евгений/Yevgeny/Evgenii, Юлия/Yulia/Iuliia,
    Татьяна/Tatyana/Tatiana, Наталья/Natalya/Natalia, Андрей/Andrey/Andrei, Михаил/Mikhail/Mihail, Екатерина/Yekaterina/Ekaterina,
    Ксения/Kseniya/Xenia, Илья/Ilya/Ilia, Александр/Aleksandr/Alexander, Мария/Maria/Mariya, Василий/Vasily/Vasilii, Ольга/Olga/Ol'ga
""")
KAZAKH_SURNAMES = table("""
    Нұрғалиев/Nurgaliyev/Nurgaliev, Әбдірахманов/Abdirakhmanov/Abdrakhmanov, Қасымов/Kassymov/Kasymov, Жұмабаев/Zhumabayev/Jumabaev,
    Өтегенов/Utegenov/Otegenov, Ысқақов/Iskakov/Yskakov
""")
KAZAKH_GIVEN = table("""
    Айгүл/Aigul/Aygul, Нұрлан/Nurlan/Nurlan, Ерлан/Yerlan/Erlan, Әлия/Aliya/Aliia, Дәурен/Dauren/Dauren, Гүлнәр/Gulnar/Gulnara,
    Бақыт/Bakyt/Bakhyt, Жанар/Zhanar/Janar
""")
MONGOLIAN_SURNAMES = table("""
    Батбаяр/Batbayar/Batbaiar, Ганбаатар/Ganbaatar/Ganbatar, Цэрэндорж/Tserendorj/Cerendorj, Дорж/Dorj/Dorzh,
    Энхбаяр/Enkhbayar/Enhbayar
""")
MONGOLIAN_GIVEN = table("""
    Болормаа/Bolormaa/Bolorma, Мөнхбат/Munkhbat/Monkhbat, Оюунчимэг/Oyunchimeg/Oyuunchimeg, Төмөр/Tumur/Tomor,
    Сарангэрэл/Sarangerel/Sarangerel
""")
ARABIC_SURNAMES = table("""
    الراشد/Al-Rashid/Al Rasheed, حسين/Hussein/Husain, المصري/Al-Masri/El Masry, الخطيب/Al-Khatib/El Khateeb, منصور/Mansour/Mansur,
    الشريف/Al-Sharif/El Sherif, حداد/Haddad/Hadad, السيد/El Sayed/Al-Sayyid, القاسم/Al-Qasim/Al Kassem, عثمان/Othman/Osman,
    الزهراني/Al-Zahrani/Alzahrani, جابر/Jaber/Jabir
""")
ARABIC_GIVEN = table("""
    محمد/Mohammed/Muhammad, أحمد/Ahmed/Ahmad, خالد/Khalid/Khaled, فاطمة/Fatima/Fatma, عائشة/Aisha/Aicha, يوسف/Yusuf/Youssef,
    عمر/Omar/Umar, عبد الرحمن/Abdul Rahman/Abderrahmane, عبد الله/Abdullah/Abdallah, مريم/Maryam/Mariam, إبراهيم/Ibrahim/Ebrahim,
    مصطفى/Mustafa/Moustapha, زينب/Zainab/Zeinab, طارق/Tariq/Tarek, سعيد/Saeed/Said
""")
HINDI_SURNAMES = table("""
    शर्मा/Sharma/Sarma, कुमार/Kumar/Kumar, सिंह/Singh/Sinh, गुप्ता/Gupta/Gupta, वर्मा/Verma/Varma, यादव/Yadav/Jadav,
    पटेल/Patel/Patel, मिश्रा/Mishra/Misra
""")
HINDI_GIVEN = table("""
    राजेश/Rajesh/Rajes, अनीता/Anita/Aneeta, संजय/Sanjay/Sanjai, प्रिया/Priya/Pria, विजय/Vijay/Bijay, सुनीता/Sunita/Suneeta,
    अमित/Amit/Ameet, दीपक/Deepak/Dipak
""")
THAI = table("""
    สมชาย ใจดี/Somchai Jaidee/Somchai Chaidee, มาลี สุขใจ/Malee Sukjai/Mali Sukchai, ประเสริฐ ทองดี/Prasert Thongdee/Prasoet Thongdi,
    วันดี แก้วมณี/Wandee Kaewmanee/Wandi Kaeomani, อนันต์ ศรีสุข/Anan Srisuk/Anant Sisuk
""")
BURMESE = table("""
    Aung Kyaw Moe/Oung Kyaw Moe, Khin Myo Thant/Khin Myo Thant, Thida Htwe Win/Thidar Htwe Win, Zaw Min Htet/Zaw Min Htet,
    Nyein Chan Aye/Nyein Chann Aye
""")
WESTERN_GIVEN = table("""
    Katharina, Sébastien, Jürgen, François, Małgorzata, Siobhán, Alejandro, Guadalupe, Ricardo, Beatriz, Giovanni, Francesca,
    Christopher, Elizabeth, Matthew, Jennifer, Oluwaseun, Chukwuemeka, Tendai, Ingrid, Bjørn, Günther, Zoltán, Andrzej, Stéphanie,
    Benjamin, Charlotte, Rodrigo, Penelope, Dimitrios
""")
WESTERN_SURNAMES = table("""
    Schneider, Müller, Dubois, García Márquez, O'Connor, van der Berg, Wiśniewski, Papadopoulos, Oliveira, Rossi, Johnson, Williams,
    Rodríguez, Fernández, Kovačević, Lindström, Sørensen, Okonkwo, Mensah, Nowak, Fitzgerald, de la Cruz, McDonald, Thompson,
    Bergström, Hernández, Castellanos, Beauchamp, Zimmermann, Yılmaz
""")
TWINS = {  # two who were born on one day, as parents name them
    "arabic": table("""
    Hassan Ali Khan/Hussein Ali Khan, Amin Saleh/Amina Saleh, Nour Haddad/Noura Haddad, Rana Mansour/Rania Mansour,
    Jamal Osman/Kamal Osman
"""),
    "vietnamese": table("""
    Nguyễn Văn Minh/Nguyễn Văn Bình, Trần Thị Hoa/Trần Thị Hoà An, Lê Thị Lan/Lê Thị Loan, Phạm Minh Quân/Phạm Minh Quang
"""),
    "korean": table("""
    Kim Min-jun/Kim Min-jin, Park Ji-eun/Park Ji-eon, Lee Su-bin/Lee Soo-min, 김민준/김민서, 박지은/박지운
"""),
    "western": table("""
    Maria Santos/Marta Santos, Daniel Weber/Daniela Weber, Jan Novak/Jana Novak, Anna Schmidt/Hanna Schmidt, John Miller/Joan Miller,
    Luca Rossi/Lucia Rossi
"""),
    "russian": table("""
    Олег Иванов/Олег Иванова, Ivan Petrov/Ivana Petrova, Aleksandr Sokolov/Aleksandra Sokolova, Daria Orlova/Darina Orlova,
    Виктор Орлов/Victoria Orlova
"""),
    "indian": table("""
    Ramesh Kumar/Rakesh Kumar, Anita Sharma/Sunita Sharma, Rajesh Gupta/Rakesh Gupta, Meena Patel/Neena Patel
"""),
    "japanese": table("""
    Yuki Tanaka/Yuka Tanaka, Hiroki Sato/Hiroko Sato, Kenji Ito/Kenta Ito
"""),
}
