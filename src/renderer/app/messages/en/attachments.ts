export const attachments = {
  'attachments.title': 'Files of this lesson',
  'attachments.loading': 'Looking which of them are here.',
  'attachments.hint':
    'A file is fetched only if you want it. First whoever offered the lesson is asked, then one connected neighbour after the other, so each may learn that you want it. Once it is here, your neighbours can get it from you.',
  'attachments.absent': 'not here',
  'attachments.asking': 'asking {name}',
  'attachments.nobody': 'nobody connected has it just now; whoever comes will be asked',
  'attachments.moving': 'on its way from {name}',
  'attachments.here': 'here',
  'attachments.get': 'Get it',
  'attachments.stop': 'Stop fetching',
  'attachments.removeTitle': 'Remove {name}?',
  'attachments.removeConsequence':
    'The copy in this Node is removed. The lesson stays, and the file can be fetched again as long as a neighbour has it.',
  'attachments.arrived': '{name} is here.',
  'attachments.removeOwn':
    'It belongs to a lesson of your own. The lesson stays, but perhaps nobody else has this file: then it is gone for everyone.',
  'attachments.removePlanted':
    'A page of your handbook needs it. The page stays, and the file can be fetched again only as long as a neighbour here has it.',
  'attachments.removeOfSeveral':
    'Several lessons here need it. They stay, and the file can be fetched again as long as a neighbour has it.',
  'attachments.counts':
    '{count, plural, one {# file} other {# files}}, {size} in all, not fetched by planting',
  'attachments.pickTitle': 'Files',
  'attachments.pickHint':
    'A drawing, a table, a film: up to {max}, at most 16 MiB each. They stay here and go to whoever wants them.',
  'attachments.pick': 'Add a file',
  'attachments.handingIn': 'Taking a copy',
  'attachments.added': '{name} is part of the lesson.',
  'attachments.copyFirst': 'A file is still being copied. Wait a moment, then try again.',
  'attachments.takeOff': 'Take {name} off',
} as const
