/** Villages, each with roughly where it lies: latitude and longitude in degrees. Neighbours of one name lie around it. */
export const VILLAGES: readonly (readonly [name: string, latitude: number, longitude: number])[] = [
  ['Älvdalen', 61.2, 14],
  ['Kiruna', 67.9, 20.2],
  ['Vadstena', 58.4, 14.9],
  ['Røros', 62.6, 11.4],
  ['Kuhmo', 64.1, 29.5],
  ['千葉', 35.6, 140.1],
  ['富良野', 43.3, 142.4],
  ['飛騨', 36.2, 137.2],
  ['奄美', 28.4, 129.5],
  ['Hay-on-Wye', 52.1, -3.1],
  ['Ullapool', 57.9, -5.2],
  ['Westport', 53.8, -9.5],
  ['Bozeman', 45.7, -111],
  ['Taos', 36.4, -105.6],
  ['Oaxaca', 17.1, -96.7],
  ['Cusco', -13.5, -72],
  ['Nanyuki', 0, 37.1],
  ['Pune', 18.5, 73.9],
  ['Hobart', -42.9, 147.3],
  ['Nelson', -41.3, 173.3],
]
export const SYSTEMS: readonly string[] = [
  'Forecast 3',
  'Pump planner',
  'ため池の見張り',
  'Elpriset',
  'Harvest scout',
  'Vårflod',
  '配分助手',
  'Frost watch',
]
/** What somebody saw; `#` is a number that tells one well from another. */
export const OBSERVATIONS: readonly string[] = [
  'It invents a well at post #',
  'Den räknar dag # två gånger',
  '井戸 # の水位が逆になっている',
  'It favours the eastern fields, row #',
  'Prognosen för hus # stämmer inte med mätaren',
  '第 # 区の必要量をいつも低く見積もる',
  'It calls reservoir # empty when it is full',
  'Den hittar på en källa till påstående #',
]
