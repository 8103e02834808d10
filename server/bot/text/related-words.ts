/** What people mean by a word when they write to a support desk: groups of words that ask about the same thing. A
 *  word may be in several. Hand-written and small; they help most where an entry has few phrasings. */
export function relatedGroups(language: string, stem: (word: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  const lines = Object.hasOwn(related, language) ? (related[language] ?? '').trim().split('\n') : []
  lines.forEach((line, index) => {
    for (const stemmed of new Set(line.split(' ').map(stem))) {
      groups.set(stemmed, [...(groups.get(stemmed) ?? []), `~${index}`])
    }
  })
  return groups
}

const related: Record<string, string> = {
  en: `
pay payment charge cost price fee bill debit invoice money expensive cheap cheaper postage rate
money statement bank deduct withdraw transaction transfer debit
buy order purchase
basket cart checkout order
parcel package box shipment packet delivery consignment
deliver ship send dispatch post mail arrive come courier receive
get receive obtain arrive
return back send bring
return refund reimburse
cancel stop undo abort revoke terminate end quit leave unsubscribe
break damage fault faulty defect defective crack scratch bend dent snap tear
repair fix mend service maintain maintenance
wrong incorrect mistake mistaken error different
not never nothing no none neither without
still yet wait already pending status
miss lack absent without incomplete lose part half
change switch modify edit update alter amend correct swap exchange replace
login log sign signin access
password passcode pin code reset
account profile registration register signup
mail email inbox message newsletter
advertising advert marketing newsletter spam promotion
phone telephone call number ring
shop store branch showroom outlet
open opening hour close closed holiday weekend
address location where street located city town
near nearby close local
time long day week month hour soon fast quick quickly duration wait
when date deadline until late
person human agent staff representative somebody someone employee
help support assist assistance advice advise
complain complaint unhappy dissatisfied angry terrible disappointed feedback
discount voucher coupon promo promotion code deal offer sale reduction cheaper
gift present
card visa mastercard amex maestro paypal klarna credit debit
accept take support allow
decline reject refuse fail failure
twice double two duplicate again same identical
size fit large small big tight loose tall height measurement measure
weight heavy weigh kilo
stock available availability sold
country abroad international overseas foreign europe
abroad france germany spain portugal italy austria switzerland belgium netherlands poland denmark norway sweden finland
abroad ireland uk britain england scotland usa america canada australia japan china india
customs duty tax vat import
data privacy personal details information gdpr
delete remove erase
warranty guarantee
job career vacancy hiring
book booking appointment reserve reservation schedule slot
rent hire borrow lend loan
child age year old young
child boy girl son daughter young junior baby
company business firm corporate
instalment installment monthly loan finance
used second-hand secondhand ride wear
try test trial demo
assemble assembly build together mount install
clean wash care
choose pick select recommend suggest
say tell explain show
want need like wish
can able possible allow may
start begin create make set
picture photo image
`,
  de: `
zahlen bezahlen zahlung kosten preis gebühr rechnung geld teuer günstig porto betrag
kaufen bestellen bestellung einkauf einkaufen auftrag
warenkorb kasse bestellung
paket päckchen sendung lieferung karton packung
liefern senden schicken verschicken versenden versand zustellen ankommen kommen bote erhalten bekommen
zurück zurückgeben zurückschicken zurücksenden rückgabe retoure umtausch erstattung erstatten widerruf
stornieren abbrechen kündigen kündigung beenden widerrufen abmelden abbestellen
kaputt defekt beschädigt schaden gebrochen riss kratzer verbogen delle mangel
reparieren reparatur richten wartung inspektion service
falsch verkehrt fehler irrtum anders
fehlen fehlt fehlte ohne unvollständig vergessen verloren
ändern änderung wechseln tauschen umtauschen korrigieren anpassen ersetzen
einloggen anmelden anmeldung login zugang
passwort kennwort code zurücksetzen
konto profil kundenkonto registrieren registrierung
mail email e-mail postfach nachricht newsletter werbung
telefon anrufen nummer telefonnummer
laden geschäft filiale shop
offen geöffnet öffnungszeiten auf zu geschlossen feiertag
adresse anschrift wo straße ort stadt
dauer dauern lange tage woche wochen stunden schnell warten
wann datum frist bis spät
mensch mitarbeiter person jemand berater
hilfe helfen unterstützung beratung
beschwerde beschweren unzufrieden ärgerlich enttäuscht
rabatt gutschein gutscheincode aktion angebot nachlass billiger
geschenk schenken geschenkkarte
karte kreditkarte visa mastercard paypal klarna überweisung
abgelehnt ablehnen fehlgeschlagen scheitern geht funktioniert
doppelt zweimal zwei nochmal gleich
größe passen passt groß klein eng weit körpergröße messen
gewicht schwer wiegen kilo
lager vorrätig verfügbar lieferbar ausverkauft
ausland international land europa österreich schweiz frankreich italien spanien polen niederlande
zoll steuer mehrwertsteuer
daten datenschutz persönlich auskunft
löschen entfernen
garantie gewährleistung
stelle job bewerbung arbeiten
termin buchen reservieren vereinbaren
mieten leihen ausleihen
kind kinder sohn tochter junge mädchen
firma unternehmen geschäftlich
rate raten ratenzahlung finanzierung leasing
gebraucht benutzt gefahren getragen
probieren testen probefahrt ausprobieren
aufbauen montieren zusammenbauen montage aufbau
putzen reinigen waschen pflege
empfehlen empfehlung aussuchen auswählen
`,
  ar: `
دفع ادفع الدفع سعر تكلفة رسوم فاتورة مال غالي رخيص ثمن مبلغ فلوس خصم
شراء اشتري طلب طلبية الطلبية اطلب
سلة طلب
طرد شحنة صندوق توصيل باكيج علبة
شحن توصيل ارسال ارسل وصل يوصل تصل استلام استلم مندوب
ارجاع ارجع استرجاع مرتجع استرداد اعادة ترجيع رجع
الغاء الغي اوقف انهاء ايقاف اشتراك
مكسور تالف معطوب عيب تضرر خدش كسر
اصلاح تصليح صيانة يصلح
خطا غلط مختلف
ناقص مفقود نقص بدون
تغيير اغير تعديل اعدل تبديل استبدال ابدل
دخول تسجيل ادخل
كلمة سر مرور باسورد رمز
حساب ملف
بريد ايميل رسالة نشرة
هاتف رقم اتصل تلفون جوال
متجر محل فرع معرض
مفتوح ساعات دوام مغلق تفتح تغلق عطلة
عنوان موقع اين وين شارع مدينة
وقت مدة يوم ايام اسبوع متى كم ساعة سريع
شخص موظف انسان احد
مساعدة دعم ساعدني
شكوى اشتكي سيئ زعلان
تخفيض خصم كوبون قسيمة عرض كود
هدية
بطاقة فيزا ماستركارد باي بال
رفض مرفوض فشل
مرتين مكرر مضاعف
مقاس حجم كبير صغير ضيق واسع طول قياس
متوفر مخزون نفد
دولة خارج دولي بلد
جمارك ضريبة
بيانات خصوصية معلومات
حذف ازالة مسح
ضمان كفالة
وظيفة عمل توظيف
حجز موعد احجز
تاجير استئجار ايجار
طفل اطفال ابن بنت ولد
شركة اعمال
تقسيط اقساط تمويل
مستعمل استعمال
تجربة اجرب
تركيب تجميع
تنظيف غسل عناية
`,
}
