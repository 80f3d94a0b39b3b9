# What provinces and the like are called

province = { $code ->
    [CN-AH] Anhui
    [CN-BJ] Beijing
    [CN-CQ] Chongqing
    [CN-FJ] Fujian
    [CN-GD] Guangdong
    [CN-GS] Gansu
    [CN-GX] Guangxi
    [CN-GZ] Guizhou
    [CN-HA] Henan
    [CN-HB] Hubei
    [CN-HE] Hebei
    [CN-HI] Hainan
    [CN-HL] Heilongjiang
    [CN-HN] Hunan
    [CN-JL] Jilin
    [CN-JS] Jiangsu
    [CN-JX] Jiangxi
    [CN-LN] Liaoning
    [CN-NM] Inner Mongolia
    [CN-NX] Ningxia
    [CN-QH] Qinghai
    [CN-SC] Sichuan
    [CN-SD] Shandong
    [CN-SH] Shanghai
    [CN-SN] Shaanxi
    [CN-SX] Shanxi
    [CN-TJ] Tianjin
    [CN-XJ] Xinjiang
    [CN-XZ] Tibet
    [CN-YN] Yunnan
    [CN-ZJ] Zhejiang
    [CN] Mainland China
    [HK] Hong Kong
    [MO] Macau
    [TW] Taiwan
    [TW-CHA] Changhua
    [TW-CYI] Chiayi City
    [TW-CYQ] Chiayi County
    [TW-HSQ] Hsinchu County
    [TW-HSZ] Hsinchu City
    [TW-HUA] Hualien
    [TW-ILA] Yilan
    [TW-KEE] Keelung
    [TW-KHH] Kaohsiung
    [TW-KIN] Kinmen
    [TW-LIE] Lienchiang
    [TW-MIA] Miaoli
    [TW-NAN] Nantou
    [TW-NWT] New Taipei
    [TW-PEN] Penghu
    [TW-PIF] Pingtung
    [TW-TAO] Taoyuan
    [TW-TNN] Tainan
    [TW-TPE] Taipei
    [TW-TTT] Taitung
    [TW-TXG] Taichung
    [TW-YUN] Yunlin
   *[other] { $code }
}
