import type { SpokenWords } from './spoken-words.ts'

/** What Node and page both say, in Swedish. */
export const sv: SpokenWords = {
  failures: {
    'invalid-input': 'Något av det som skrevs in går inte att använda. Se över det och försök igen.',
    'unknown-method':
      'Noden känner inte till det den ombads göra. Sidan och Noden är troligen olika versioner: ladda om sidan.',
    unauthorised: 'Noden känner inte igen den här sidan. Öppna länken som Mirrorwell skrev ut vid starten.',
    'channel-closed':
      'Förbindelsen med din Nod bröts innan den hann svara. Den återkommer av sig själv; försök igen då.',
    'too-many-calls': 'Det blev för många frågor på en gång. Vänta ett ögonblick och försök igen.',
    'not-confirmed':
      'Det här görs bara när du själv trycker på knappen. Ingenting har hänt; tryck en gång till.',
    internal:
      'Något gick fel inne i Noden. Inget som redan är sparat har gått förlorat. Försök igen; om det upprepas, kopiera diagnosen i Inställningar till den som hjälper dig.',
    usage: 'Kommandot är inte skrivet så att Mirrorwell förstår det. `mirrorwell --help` visar hur.',
    'not-running':
      'Ingen Nod är igång för den här mappen. Starta den med `mirrorwell serve` eller öppna appen.',
    'runtime-too-old':
      'Den här versionen av Node.js är för gammal. Kör `npm ci` i Mirrorwells mapp, så följer rätt version med.',
    'package-changed':
      'Filer i programmet är inte som när det gavs ut ({files}; den första är {first}). Det fortsätter att köra. Om varken du eller ditt system har ändrat dem, installera Mirrorwell på nytt från en källa du litar på.',
    'port-in-use':
      'Ett annat program använder redan den porten. Välj en annan, eller utelämna den så väljs en ledig.',
    'data-in-use': 'En Nod är redan igång för den här mappen. Använd den, eller stäng den först.',
    'disk-full':
      'Disken är full, så inget nytt kan sparas. Det du har är tryggt. Frigör utrymme och försök igen.',
    'disk-read-only':
      'Det går inte att skriva i datamappen. Kontrollera behörigheterna eller välj en annan mapp.',
    'database-corrupt':
      'Databasen är skadad och har lämnats orörd. Återställ den senaste säkerhetskopian, eller börja om från dina 24 ord.',
    'database-newer': 'Mappen är skriven av ett nyare Mirrorwell. Uppdatera Mirrorwell och öppna den igen.',
    'file-unreadable': 'Filen går inte att läsa. Kontrollera att den finns och att du får öppna den.',
    'file-exists': 'Det finns redan en fil där, och den har fått vara. Flytta undan den och försök igen.',
    'bench-unready':
      'Mätningen behöver Chromium (CHROMIUM_PATH kan peka ut det) och en byggd kopia av källkoden. Det som saknas: {missing}.',
    'node-absent':
      'Det finns ingen Nod i den här mappen ännu. Skapa en, eller återställ en från dess 24 ord.',
    'node-exists':
      'Det finns redan en Nod i den här mappen. Öppna den, eller välj en annan mapp för en andra.',
    'node-locked': 'Noden är låst. Skriv dess lösenfras för att öppna den.',
    'passphrase-required': 'En lösenfras behövs för att skydda nycklarna på den här datorn. Välj en.',
    'passphrase-wrong':
      'Det är inte den här Nodens lösenfras. Kontrollera tangentbordets språk och försök igen.',
    'passphrase-too-short':
      'Lösenfrasen är för kort för att skydda nycklarna. Använd minst 10 tecken; några ord är lättast att minnas.',
    'recovery-words-invalid': 'De här 24 orden hör inte ihop. Jämför stavning och ordning med ditt papper.',
    'vault-damaged':
      'Filen med nycklarna är skadad. Återställ en kopia av mappen, eller börja om från dina 24 ord.',
    'epoch-unconfirmed':
      'Noden är återställd och vet ännu inte vilken som var dess sista post. Låt den möta en granne, eller bekräfta under Behöver dig att ingen finns kvar.',
    'identity-superseded':
      'Noden bor numera på en annan dator, så här går det inte längre att skriva. Fortsätt där.',
    'backup-drill-failed': 'Alla fyra orden stämde inte. Titta på papperet igen; övningen frågar efter nya.',
    'test-only': 'Det här går bara i ett övningsförbund. Starta en ny Nod för övning om du vill prova.',
    'live-only': 'Övningen har ingen väg ut i världen. Gör det här i den riktiga Noden.',
    'clock-backwards': 'Övningsklockan går bara framåt. Välj en senare tid.',
    'limit-out-of-range': 'Välj ett tal mellan {least} och {most}.',
    'mirror-locked': 'Det här kan bara en Spegel göra. Lås upp din med din PIN-kod.',
    'mirror-unknown': 'Det finns ingen sådan Spegel vid den här Noden. Välj en i listan.',
    'mirror-revoked': 'Den här Spegeln talar inte längre för Noden. Lås upp en annan, eller lägg till en ny.',
    'mirror-exists':
      'Det finns redan en Spegel med det namnet här. Välj ett annat, så att ni går att skilja åt.',
    'mirror-last': 'Det är den sista Spegeln här, och en Nod behöver en. Lägg till en annan först.',
    'pin-wrong':
      '{triesLeft, plural, =0 {Fel PIN-kod, och inga försök finns kvar just nu.} one {Fel PIN-kod. Ett försök kvar före en paus.} other {Fel PIN-kod. # försök kvar före en paus.}}',
    'pin-blocked': 'För många felaktiga PIN-koder. Försök igen efter {retryAtMs, time, short}.',
    'invite-invalid':
      'Det här är inte en hel inbjudan. Kopiera allt, från första till sista tecknet, och klistra in igen.',
    'invite-expired': 'Inbjudan är för gammal. Be om en ny.',
    'invite-revoked': 'Den som skapade inbjudan har dragit tillbaka den. Be om en ny.',
    'invite-unknown': 'Noden som ska ha skapat inbjudan känner inte till den. Be om en ny.',
    'invite-own': 'Det här är din egen inbjudan. Skicka den till någon annan, som öppnar den vid sin Nod.',
    'federation-has-neighbours':
      'Din Nod har redan grannar i ett annat förbund. Lämna det först, under Inställningar.',
    'join-refused':
      'Den andra Noden svarade men släppte inte in din. Fråga dess Spegel vad som behövs; här är allt som förut.',
    'join-timeout':
      'Den andra Noden svarade inte i tid. Se till att den är på och går att nå, och försök igen; här är allt som förut.',
    'neighbour-unknown': 'Noden har inte hört talas om den grannen. Titta i listan igen.',
    'talk-waiting-full':
      'Det väntar redan så mycket på den här grannen som får plats. Det skickas när de går att nå igen, och sedan kan du skriva mer.',
    'call-too-often':
      'De har fått frågan så ofta som det går an. Försök igen efter {retryAtMs, time, short}.',
    'neighbour-isolated':
      'Er Nod har ställt den här Noden åt sidan just nu. Släpp in den igen under Grannar, eller vänta tills tiden är ute.',
    'isolation-none':
      'Ingen är ställd åt sidan där just nu: det har avslutats, eller så är tiden ute. Titta i listan igen.',
    'appeal-exists': 'Er Nod har redan svarat på det här. Ställs den åt sidan på nytt får den svara igen.',
    'address-invalid': 'Det är ingen adress en Nod kan använda. Ett exempel: /ip4/0.0.0.0/tcp/4001.',
    'resource-unknown': 'Den här resursen mäts inte här. Anteckna en nivå för den först.',
    'resource-unit-mismatch':
      'Den här resursen mäts redan i en annan enhet. Använd den, eller ta bort resursen först.',
    'resource-level-out-of-range':
      'Nivån är högre än vad som får plats. Kontrollera nivån och hur mycket som ryms.',
    'resource-thresholds-crossed':
      'Gränsen för brist måste ligga under gränsen för överskott, och båda inom det som ryms. Ändra en av dem.',
    'csv-header':
      'Första raden måste namnge kolumnerna: at,resource,level,unit,capacity,surplusAbove,deficitBelow.',
    'csv-too-large': 'Det är mer än vad som går att läsa på en gång. Dela upp det i mindre filer.',
    'accuracy-too-fine':
      'Finare än ±10 % går inte att välja: då skulle den verkliga nivån vara för lätt att räkna ut.',
    'accuracy-unknown': 'Välj ±10 %, ±20 % eller ±30 %.',
    'alert-unknown': 'Varningen är inte känd här. Titta i listan igen.',
    'alert-not-own': 'Bara Noden som slog larm kan rätta varningen. Du kan bedöma den i stället.',
    'alert-withdrawn': 'Varningen är redan tillbakadragen. Skriv en ny om det finns mer att säga.',
    'review-exists': 'Du har redan bedömt den här varningen, och en undertecknad bedömning står fast.',
    'transfer-unknown': 'Överföringen är inte känd här. Titta i listan igen.',
    'transfer-phase': 'Överföringen har kommit längre än så, och det här går inte längre. Titta på den igen.',
    'transfer-terms-changed': 'Villkoren ändrades under tiden. Läs dem igen innan du godkänner.',
    'transfer-not-asked': 'Du blev Spegel här efter att beslutet öppnades, så det är de andras att fatta.',
    'transfers-too-many':
      'Det finns för många öppna erbjudanden mellan de här två Noderna. Avsluta några först.',
    'mirrors-too-few':
      'Noden kräver fler Speglars ja än den har Speglar. Lägg till en Spegel, eller sänk kravet i inställningarna.',
    'seed-unknown': 'Fröet är inte känt här. Titta i såbädden igen.',
    'seed-state': 'Någon har tagit hand om fröet under tiden. Titta på det igen.',
    'seed-exists': 'Du har redan erbjudit en lärdom med precis det här innehållet.',
    'seed-too-large':
      'Text och kontroller är tillsammans för långa för en lärdom. Korta ner, eller gör två av den.',
    'seed-overgrown': 'En nyare version är planterad ovanpå. Dra upp den först.',
    'seed-ground-changed':
      'Sidan har ändrats sedan skillnaden visades. Titta på den nya skillnaden innan du planterar.',
    'bundle-invalid':
      '{reason, select, federation {Det här paketet kommer från ett annat förbund. Dess underskrifter gäller bara där.} version {Det här paketet är gjort med en nyare version. Uppdatera Mirrorwell först.} other {Det här är inget paket av det väntade slaget, eller så har det skadats på vägen. Be om det en gång till.}}',
    'bundle-too-large': 'Det här är för mycket för ett paket. Välj färre, och gör två paket.',
    'page-unknown': 'Det finns ingen sådan sida i handboken. Titta i listan igen.',
    'file-unknown': 'Det finns ingen sådan fil här. Titta i listan igen.',
    'file-phase': 'Filen har hunnit längre. Titta på den igen: det du bad om passar inte nu.',
    'file-too-large': 'Filen är för stor. Högst 64 MiB går på en gång; skicka den i delar.',
    'file-no-room':
      'Det finns inte plats för filen. Ta bort filer som du inte behöver längre och försök igen.',
    'file-day-full':
      'Den här noden har skickat dig så mycket som får skickas på en dag. Ta emot filen i morgon.',
    'attachment-unknown': 'Lärdomens fil finns inte här. Hämta den först, eller ta bort den från lärdomen.',
    'attachment-of-left-federation':
      'Filen hör till en federation som den här noden har lämnat. Grannarna här tillfrågas inte om den.',
    'attachment-size-false':
      'Lärdomen uppger fel storlek på filen. Själva filen finns här i sin rätta storlek, men hör inte till lärdomen så som den är skriven.',
    'attachment-empty': 'Filen är tom. Välj en annan, eller spara den på nytt först.',
    'attachment-too-large': 'Filen är för stor. Högst 16 MiB kan följa med en lärdom; gör den mindre.',
    'attachments-too-many':
      'För många filer till lärdomar hämtas redan. Vänta tills någon har kommit fram, eller avbryt en.',
    'files-too-many': 'För många filer är på väg. Vänta tills någon har kommit fram, eller avbryt en.',
    'file-path-refused':
      'Den sökvägen går inte att använda. Välj filen på sidan; ett skript med nyckeln får ange vanliga filer utanför datamappen.',
  },
  reasons: {
    'already-known': 'Det fanns redan här. Inget behöver göras.',
    malformed: 'Det gick inte att läsa. Deras Nod kan behöva uppdateras.',
    'too-large': 'Det var större än ett meddelande får vara. De kan skicka det i mindre delar.',
    'version-unknown': 'Det är skrivet för ett nyare Mirrorwell. Uppdatera ditt för att läsa det.',
    unsealed: 'Det kom öppet, fast det ska komma förseglat. Det användes inte.',
    'kind-unknown': 'Det är en sorts meddelande som Noden inte känner till. En uppdatering kan hjälpa.',
    'federation-wrong': 'Det hör till ett annat förbund. Bara Noder i samma förbund talar med varandra.',
    'key-weak': 'Nyckeln är av ett slag som går att förfalska. De behöver en ny identitet.',
    'signature-invalid':
      'Underskriften stämmer inte med innehållet: något har ändrats på vägen. En ny kopia från avsändaren räcker.',
    'credential-invalid':
      'Spegeln som skrev under gick inte att känna igen. Deras Nod behöver intyga den på nytt.',
    'credential-missing':
      'Ett sådant meddelande behöver en människas underskrift. De kan skicka det igen med en upplåst Spegel.',
    'mirror-revoked':
      'Spegeln som skrev under talar inte längre för den Noden. En annan av dess Speglar kan.',
    'future-dated':
      'Det är daterat före vår klocka. Det visas när tiden är inne; kontrollera båda klockorna.',
    stale: 'Det är för gammalt för att spela någon roll. Ett nyare ersätter det.',
    superseded: 'Något nyare från samma Nod finns redan här. Inget behöver göras.',
    'chain-broken': 'En tidigare post från den Noden saknas. Det tas emot när luckan är fylld.',
    equivocation:
      'Noden har skrivit under två olika saker på samma plats. Tala med dess Speglar: nyckeln kan vara i fel händer.',
    'epoch-closed':
      'Det kommer från ett äldre liv hos Noden, som sedan flyttat till en annan dator. Den nya kan säga det igen.',
    'content-invalid': 'Innehållet bryter mot en regel för sitt slag. De kan rätta det och skicka igen.',
    'rate-exceeded':
      'Det kom mer än vad som tas emot på den tiden. Resten väntar och kommer senare av sig själv.',
    'not-served': 'Den sa sig ha något som den sedan inte skickade. Andra tillfrågas.',
    busy: 'Noden var upptagen. Det hämtas igen vid nästa möte.',
    isolated:
      'Det kom från en Nod som är ställd åt sidan här för en tid. Det kan komma igen när den tiden är ute.',
  },
  csvLines: {
    columns: 'Raden har för många eller för få kolumner: det ska vara sju.',
    time: 'Tiden går inte att läsa. Skriv den som 2025-03-01T06:00:00Z.',
    'time-future': 'Tiden ligger framåt. Bara avläsningar som redan är gjorda kan tas in.',
    resource: 'Resursens namn går inte att använda: börja med en bokstav eller siffra, högst 40 tecken.',
    number: 'Ett tal går inte att läsa. Använd punkt för decimaler och inga mellanslag.',
    unit: 'Enheten saknas eller är för lång: högst 16 tecken.',
    'unit-mismatch': 'Resursen mäts i en annan enhet. Räkna om talet först.',
    range: 'Nivån är under noll eller över det som ryms. Kontrollera nivån och det som ryms.',
    thresholds: 'Gränsen för brist måste ligga under gränsen för överskott, och båda inom det som ryms.',
    duplicate: 'Det finns redan en avläsning av resursen vid den tiden. Den första behålls.',
  },
}
