"""How common Han surnames and given names are in China, and surnames in Japan: a conservative table for where a register is too small to
say.

Shares in ten thousand. Surnames after the yearly report on names of the Ministry of Public Security (2020, rounded up); given names
after its list of the commonest full names, divided by their surnames and rounded up; Japan's after Meiji Yasuda Life's count of 6.1 million
customers (2008). Facts, gathered by hand; what is not here gets the share of the commonest that is not.
"""

SURNAMES = {
    "王": 730, "李": 720, "张": 690, "刘": 530, "陈": 470, "杨": 320, "黄": 240, "赵": 220, "吴": 210, "周": 200, "徐": 150, "孙": 145,
    "马": 135, "朱": 130, "胡": 125, "郭": 120, "何": 115, "林": 110, "高": 110, "罗": 105, "郑": 100, "梁": 95, "谢": 80, "宋": 80,
    "唐": 75, "许": 75, "邓": 70, "冯": 70, "韩": 70, "曹": 65, "曾": 65, "彭": 60, "萧": 60, "肖": 60, "蔡": 55, "潘": 55, "田": 55,
    "董": 55, "袁": 55, "于": 55, "余": 50, "叶": 50, "蒋": 50, "杜": 50, "苏": 50, "魏": 50, "程": 50, "吕": 50, "丁": 45, "沈": 45,
    "任": 45, "姚": 45, "卢": 45, "傅": 40, "钟": 40, "姜": 40, "崔": 40, "谭": 40, "廖": 40, "范": 40, "汪": 40, "陆": 40, "金": 40,
    "石": 40, "戴": 35, "贾": 35, "韦": 35, "夏": 35, "邱": 35, "方": 35, "侯": 30, "邹": 30, "熊": 30, "孟": 30, "秦": 30, "白": 30,
    "江": 30, "阎": 30, "薛": 30, "尹": 30, "段": 25, "雷": 25, "黎": 25, "史": 25, "龙": 25, "陶": 25, "贺": 25, "顾": 25, "毛": 25,
    "郝": 25, "龚": 25, "邵": 25, "万": 25, "钱": 25, "严": 25, "覃": 20, "武": 20, "戚": 20, "莫": 20, "孔": 20, "向": 20, "汤": 20,
}  # fmt: skip
OTHER_SURNAME = 15
GIVEN = {
    "伟": 45, "芳": 42, "娜": 36, "敏": 38, "静": 40, "丽": 42, "强": 38, "磊": 36, "军": 38, "洋": 26, "勇": 36, "艳": 34, "杰": 34,
    "娟": 30, "涛": 34, "明": 32, "超": 30, "秀英": 32, "霞": 32, "平": 30, "刚": 26, "桂英": 26, "秀兰": 24, "玉兰": 20, "桂兰": 20,
    "秀珍": 18, "英": 24, "红": 26, "燕": 26, "辉": 24, "鹏": 28, "斌": 26, "波": 26, "浩": 24, "宇": 22, "婷": 28, "莉": 24, "玲": 24,
    "欣": 16, "建华": 18, "志强": 18, "建国": 18, "建军": 16, "海燕": 16, "婷婷": 18, "丹": 22, "琳": 18, "倩": 18, "佳": 14, "帅": 18,
    "凯": 18, "飞": 20, "健": 18, "峰": 20, "华": 24, "林": 16, "云": 16, "梅": 22, "萍": 24, "慧": 18, "雪": 18, "阳": 16, "俊": 16,
    "龙": 16, "宁": 14, "晶": 18, "颖": 16, "旭": 14, "鑫": 20, "博": 14, "琴": 18, "兰": 14, "凤英": 16, "玉梅": 16, "子涵": 14,
    "欣怡": 14, "梓涵": 14, "浩然": 12, "宇轩": 12, "子轩": 12, "一诺": 12, "晓东": 12, "志伟": 14, "丽娟": 14, "小红": 10, "文杰": 10,
    "俊杰": 14, "丽丽": 14, "淑珍": 14, "淑英": 14, "桂花": 12, "国强": 12, "海涛": 10, "玉珍": 14, "玉英": 16, "秀云": 12, "春梅": 12,
    "晓燕": 12, "红梅": 14, "志刚": 14,
}  # fmt: skip
WORDS = {  # in other languages, among those who speak them
    "nguyen": 3900, "tran": 1100, "le": 950, "pham": 700, "hoang": 510, "thi": 4000, "van": 3000, "minh": 200, "hoa": 200, "kim": 2100,
    "lee": 1500, "park": 850, "choi": 470, "jung": 430, "mohammed": 400, "mohammad": 400, "muhammad": 400, "mohamed": 400, "ahmed": 300,
    "ali": 300, "khan": 300, "singh": 400, "kumar": 400, "kaur": 300, "maria": 400, "jose": 300, "silva": 300, "santos": 300,
    "garcia": 300, "ivanov": 100, "ivanova": 100, "al": 5000, "bin": 5000, "de": 5000, "da": 5000, "dos": 5000,
    "aung": 900, "win": 600, "kyaw": 600, "zaw": 500, "myint": 500, "thein": 300, "khin": 600, "hla": 300,
    "traore": 400, "coulibaly": 300, "diallo": 500, "keita": 200, "toure": 300, "diarra": 200, "cisse": 200, "camara": 300, "barry": 200,
    "bah": 200, "sow": 200, "diop": 200, "ndiaye": 300, "fall": 150, "ouedraogo": 900, "kone": 400, "konate": 150, "sidibe": 150,
    "sangare": 150, "mamadou": 400, "souleymane": 150, "ibrahima": 200, "moussa": 300, "amadou": 250, "abdoulaye": 200, "ousmane": 150,
    "aminata": 300, "fatoumata": 400, "mariam": 300, "aissatou": 200,
    "htun": 300, "naing": 400, "soe": 400, "maung": 400, "thida": 200, "moe": 300,
}  # fmt: skip
IN_JAPAN = {  # surnames, in simplified characters and in Latin letters without long vowels
    "佐藤": 157, "铃木": 150, "高桥": 116, "田中": 106, "渡边": 95, "伊藤": 91, "中村": 85, "小林": 84, "山本": 81, "加藤": 73, "吉田": 67,
    "山田": 65, "佐々木": 56, "山口": 51, "松本": 50, "井上": 47, "木村": 46, "清水": 44, "林": 43, "齐藤": 42, "斋藤": 41, "山崎": 39,
    "中岛": 38, "森": 37, "阿部": 37, "池田": 36, "桥本": 36, "石川": 35, "山下": 32, "小川": 32, "石井": 32, "长谷川": 31, "后藤": 31,
    "冈田": 30, "近藤": 29, "前田": 29, "藤田": 29, "远藤": 28, "青木": 28, "坂本": 28, "村上": 27, "太田": 25, "金子": 25, "藤井": 25,
    "福田": 24, "西村": 24, "三浦": 24, "竹内": 23, "中川": 23, "sato": 157, "suzuki": 150, "takahashi": 116, "tanaka": 106,
    "watanabe": 95, "ito": 91, "nakamura": 85, "kobayashi": 84, "yamamoto": 81, "kato": 73, "yoshida": 67, "yamada": 65, "sasaki": 56,
    "yamaguchi": 51, "matsumoto": 50, "inoue": 47, "kimura": 46, "shimizu": 44, "hayashi": 43, "saito": 83, "yamazaki": 39, "nakajima": 38,
    "mori": 37, "abe": 37, "ikeda": 36, "hashimoto": 36, "ishikawa": 35, "yamashita": 32, "ogawa": 32, "ishii": 32, "hasegawa": 31,
    "goto": 31, "okada": 30, "kondo": 29, "maeda": 29, "fujita": 29, "endo": 28, "aoki": 28, "sakamoto": 28, "murakami": 27, "ota": 25,
    "kaneko": 25, "fujii": 25, "fukuda": 24, "nishimura": 24, "miura": 24, "takeuchi": 23, "nakagawa": 23,
}  # fmt: skip
OTHER_WORD = 10
OTHER_CHARACTER = 25
TEN_THOUSAND = 10_000.0
