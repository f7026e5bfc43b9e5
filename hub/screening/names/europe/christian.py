"""The Bible's and the saints' names in Armenian and Greek letters, beside what western languages made of them: Եսայի is Isaiah.

They were taken from Greek, Hebrew and Syriac in antiquity, and have gone their own ways since. What is heard alike (Դանիել, Daniel) needs
no entry. Gathered by hand.
"""

_ALSO = """
    հովհաննես john, եղիա elijah elias ilya, իսահակ isaac, հակոբ jacob james, հովսեփ joseph, մովսես moses, սողոմոն solomon, եսայի isaiah,
    երեմիա jeremiah, եզեկիել ezekiel, աբդիու obadiah, պետրոս peter piter, պողոս paul, մարկոս mark, մատթեոս matthew, մաթևոս matthew,
    ղուկաս luke lucas, թովմաս thomas, թովմա thomas, բարդուղիմեոս bartholomew, ստեփանոս stephen, գրիգոր gregory, գևորգ george,
    միքայել michael, ռափայել raphael, եղիսաբեթ elizabeth, եվա eve, սառա sarah, մարիամ mary, շուշան susanna susan, հուդիթ judith,
    կատարինե catherine, մարգարիտ margaret, հեղինե helen, աղեքսանդր alexander, նիկողայոս nicholas, փիլիպոս philip,
    նոյ noah, աբիսողոմ absalom, հեսու joshua, սամվել samuel, սարգիս sergius, զաքարիա zachary, ամբակում habakkuk, մաղաքիա malachi,
    քրիստափոր christopher, բենիամին benjamin, ղազար lazarus, հովնան jonah, հովել joel, տիմոթեոս timothy, ղևոնդ leontius,
    կոստանդին constantine, թեոդորոս theodore, բարսեղ basil, դիոնիսիոս dennis, հռիփսիմե rhipsime, եզր ezra, հոբ job, աբել abel,
    ιωαννησ john, ιακωβοσ jacob james, ιωσηφ joseph, ηλιασ elijah elias, μωυσησ moses, σολομων solomon, σολομωνασ solomon,
    ησαιασ isaiah, ιερεμιασ jeremiah, ιεζεκιηλ ezekiel, πετροσ peter, παυλοσ paul, λουκασ luke, μαρκοσ mark, ματθαιοσ matthew,
    θωμασ thomas, βαρθολομαιοσ bartholomew, στεφανοσ stephen, γρηγοριοσ gregory, γεωργιοσ george, μιχαηλ michael, ελισαβετ elizabeth,
    ευα eve, σαρρα sarah, ρεβεκκα rebecca, μαρια mary, αννα hannah, εσθηρ esther, αικατερινη catherine, μαργαριτα margaret,
    ελενη helen, αλεξανδροσ alexander, νικολαοσ nicholas, φιλιπποσ philip, χριστοφοροσ christopher,
    λαζαροσ lazarus, ζαχαριασ zachary, τιμοθεοσ timothy, ειρηνη irene, ευγενιοσ eugene, ευγενια eugenia, διονυσιοσ dennis denis,
    κωνσταντινοσ constantine, αντωνιοσ anthony, βασιλειοσ basil, θεοδωροσ theodore, ιουδασ judas jude, ιωνασ jonah jonas, ιωηλ joel,
    νωε noah, ιησουσ joshua, ιωβ job, ανανιασ ananias, ιγνατιοσ ignatius ignacy, ιππολυτοσ hippolytus, ειρηναιοσ irenaeus
"""
ALSO = {name: tuple(spelt) for name, *spelt in map(str.split, _ALSO.split(","))}
