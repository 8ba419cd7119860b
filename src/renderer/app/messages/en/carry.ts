export const carry = {
  'carry.title': 'Carried by hand',
  'carry.detail':
    'Where no line reaches, alerts travel on a USB stick or on paper, signed just as they are on the network. Where they are brought in, they go on to the neighbours by themselves.',
  'carry.bringIn': 'Bring in alerts',
  'carry.takeOut': 'Take alerts along',
  'carry.takeOutDetail':
    'The newest alerts, each with its corrections and judgements, as many as fit. Whoever finds the file can read it; only Nodes of your circle take it in.',
  'carry.save': 'Save as a file',
  'carry.saved':
    '{count, plural, =0 {There is no alert to take along.} one {One alert is saved as {file}.} other {# alerts are saved as {file}.}}',
  'carry.asText': 'As text, to copy',
  'carry.text': 'The alerts as text',
  'carry.paste': 'Paste the text here, or pick a file',
  'carry.pasteHint': 'It begins with mirrorwell-alerts.',
  'carry.preview': 'What would come in',
  'carry.summary':
    '{accepted, plural, =0 {No new alert} one {One new alert} other {# new alerts}}{alongside, plural, =0 {} one {, and one thing said of alerts} other {, and # things said of alerts}}{rejected, plural, =0 {.} one {. One entry is not taken.} other {. # entries are not taken.}}',
  'carry.accepted': 'New alerts',
  'carry.rejected': 'Not taken',
  'carry.number': 'Number {number}:',
  'carry.take': '{count, plural, =0 {Nothing to take in} one {Take it in} other {Take all # in}}',
  'carry.taken':
    '{count, plural, =0 {Taken in, and on its way to your neighbours.} one {One alert stands in the list, and goes on to your neighbours.} other {# alerts stand in the list, and go on to your neighbours.}}',
} as const
