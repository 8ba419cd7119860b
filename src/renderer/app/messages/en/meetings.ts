export const meetings = {
  'meetings.loading': 'Reading what passed between you.',
  'meetings.lede':
    'When your Nodes meet, each looks for what the other does not have yet, and passes on only that. It is noted here and with them, and nobody else is told.',
  'meetings.none': 'Nothing has been noted yet. It will be when your Nodes meet.',
  'meetings.sum':
    'At {meetings, plural, one {one meeting} other {the last {meetings} meetings}} they learned {theirs, plural, =0 {nothing new} one {one thing} other {# things}} about you, and you learned {ours, plural, =0 {nothing new} one {one thing} other {# things}} from them.',
  'meetings.sumSaved': 'All of it took {bytes}, and lists of everything would have taken {saved} more.',
  'meetings.sumBytes': 'All of it took {bytes}.',
  'meetings.earlier': '{count, plural, one {One meeting before} other {# meetings before}}',
  'meetings.level': 'then both had the same',
  'meetings.brokenOff': 'ended before both had the same',
  'meetings.theyLearned': 'They learned about you',
  'meetings.passedOn': 'You passed on from others',
  'meetings.weLearned': 'You learned from them',
  'meetings.quiet': 'Neither had anything new for the other.',
  'meetings.nothing': 'nothing new',
  'meetings.bytesSaved': '{bytes} went back and forth: {saved} less than with a list of everything.',
  'meetings.bytes': '{bytes} went back and forth.',
  'meetings.kind.alert': '{count, plural, one {one alert} other {# alerts}}',
  'meetings.kind.alert-review':
    '{count, plural, one {one judgement of an alert} other {# judgements of alerts}}',
  'meetings.kind.alert-correction':
    '{count, plural, one {one correction of an alert} other {# corrections of alerts}}',
  'meetings.kind.resource-report':
    '{count, plural, one {one report of a resource} other {# reports of resources}}',
  'meetings.kind.seed': '{count, plural, one {one lesson} other {# lessons}}',
  'meetings.kind.node-profile':
    '{count, plural, one {name and place of one Node} other {name and place of # Nodes}}',
  'meetings.kind.mirror-credential': '{count, plural, one {who one Mirror is} other {who # Mirrors are}}',
  'meetings.kind.mirror-revocation':
    '{count, plural, one {that one Mirror no longer signs} other {that # Mirrors no longer sign}}',
  'meetings.kind.rest': '{count, plural, one {one note between the Nodes} other {# notes between the Nodes}}',
} as const
