"""What is put before or behind a name to be polite is no part of it, and what only looks like it is."""

import pytest

from hub.screening.names import read_names


@pytest.mark.parametrize(
    ("polite", "name"),
    [
        ("王小明（先生）", "王小明"),
        ("王小明 同志", "王小明"),
        ("佐藤健一 殿", "佐藤健一"),
        ("山田太郎さん", "山田太郎"),
        ("山田太郎様", "山田太郎"),
        ("佐藤健一氏", "佐藤健一"),
        ("佐藤健一殿", "佐藤健一"),
        ("サトウ ケンイチ さま", "サトウ ケンイチ"),
        ("Sato Kenichi-san", "Sato Kenichi"),
        ("Misaki Takahashi sama", "Misaki Takahashi"),
        ("박지훈 씨", "박지훈"),
        ("박지훈님", "박지훈"),
        ("นายวิทยา ผิวผ่อง", "วิทยา ผิวผ่อง"),
        ("นางสาวมณเฑียร บุญตัน", "มณเฑียร บุญตัน"),
        ("พลเอกประยุทธ์ จันทร์โอชา", "ประยุทธ์ จันทร์โอชา"),
        ("พล.ต.อ. จักรทิพย์ ชัยจินดา", "จักรทิพย์ ชัยจินดา"),
        ("ว่าที่ร้อยตำรวจตรี วิทยา ผิวผ่อง", "วิทยา ผิวผ่อง"),
        ("ผศ.ดร.วิทยา ผิวผ่อง", "วิทยา ผิวผ่อง"),
        ("เด็กหญิงกัญญา แก้วมณี", "กัญญา แก้วมณี"),
        ("หม่อมราชวงศ์สุขุมพันธุ์ บริพัตร", "สุขุมพันธุ์ บริพัตร"),
        ("ឯកឧត្តម ស ខេង", "ស ខេង"),
        ("ဗိုလ်ချုပ်မှူးကြီး မင်းအောင်လှိုင်", "မင်းအောင်လှိုင်"),
        ("ဒေါ်ဝင်းမြင့်", "ဝင်းမြင့်"),
        ("ဦးဝင်းမြင့်", "ဝင်းမြင့်"),
        ("ကိုသိန်းစိန်", "သိန်းစိန်"),
        ("H.E. Sok An", "Sok An"),
        ("Nai Anan Saengchan", "Anan Saengchan"),
        ("Mst. Nasrin Begum", "Nasrin Begum"),
        ("Mosammat Salma Khatun", "Salma Khatun"),
        ("Ko Aung Nyein Zaw", "Aung Nyein Zaw"),
        ("Ma Khin Su Naing", "Khin Su Naing"),
        ("Ông Nguyễn Văn Hùng", "Nguyễn Văn Hùng"),
    ],
)
def test_a_polite_word_is_left_out(polite: str, name: str) -> None:
    assert read_names(polite) == read_names(name)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("鹈殿", "鹈殿"),
        ("Ông Cao Thắng", "ongcaothang"),
        ("นายิกา", "นายิกา"),
        ("คุณากร ใจดี", "คุณากรใจดี"),
        ("พลตรี ใจดี", "พลตรีใจดี"),
        ("ส. ศิวรักษ์", "สศิวรักษ์"),
        ("កញ្ញា ចាន់", "កញ្ញាចាន់"),
        ("あずささん", "あずささん"),
        ("Kyaw Kyaw San", "kyawkyawsan"),
        ("Maung Maung Soe", "maungmaungsoe"),
        ("Ma Xiao Ming", "maxiaoming"),
        ("Ko Ji Hun", "kojihun"),
        ("Nai Wei Ming", "naiweiming"),
        ("Jan Most", "janmost"),
        ("Lee Ji-san", "leejisan"),
        ("陈黄氏", "陈黄氏"),
        ("김님", "김님"),
        ("ကိုကိုကြီး", "ကိုကိုကြီး"),
    ],
)
def test_a_name_that_only_looks_polite_is_whole(name: str, letters: str) -> None:
    (read,) = read_names(name)
    assert read.letters == letters
