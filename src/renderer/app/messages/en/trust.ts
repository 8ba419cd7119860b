export const trust = {
  'trust.title': 'If something is wrong with them',
  'trust.lede': 'Talk with them first, where you can. What you do here is signed with your name.',
  'trust.flag': 'Note it here',
  'trust.flagTitle': 'What is wrong with {name}?',
  'trust.flagConsequence':
    'Your note stays at this Node, for its other Mirrors to see. Nothing else follows from it, and nobody else is told.',
  'trust.flagged': '{mirror} noted: “{reason}”',
  'trust.isolate': 'Set apart for a time',
  'trust.isolateAnew': 'Set apart anew',
  'trust.isolateTitle': 'Set {name} apart?',
  'trust.isolateConsequence':
    'Until the time is over your Node takes nothing from them and gives them nothing, except alerts. They are told your reason and name, and may answer once. What is open between you may lapse.',
  'trust.length': 'It lasts',
  'trust.length.hour': 'an hour',
  'trust.length.day': 'a day',
  'trust.length.threeDays': 'three days',
  'trust.length.week': 'a week',
  'trust.reason': 'Reason',
  'trust.reasonMissing': 'Write a sentence: one is enough.',
  'trust.apartHere': '{mirror} has set {node} apart until {until}: “{reason}” Alerts still pass.',
  'trust.apartThere':
    '{mirror} of {node} has set your Node apart until {until}: “{reason}” Alerts still pass.',
  'trust.answered': '{mirror} answered: “{reason}”',
  'trust.release': 'Let them in again',
  'trust.answer': 'Answer',
  'trust.answerTitle': 'Answer {name}',
  'trust.answerConsequence':
    'Your answer goes to their Mirrors, signed with your name. You can answer once. They decide whether to let you in before the time is over.',
  'trust.answerSend': 'Send the answer',
  'trust.needApart': '{name} has set your Node apart',
  'trust.needAppeal': '{name} has answered',
} as const
