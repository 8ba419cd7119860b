import { attachments as attachmentsEn } from '../../src/renderer/app/messages/en/attachments.ts'
import { calls as callsEn } from '../../src/renderer/app/messages/en/calls.ts'
import { carry as carryEn } from '../../src/renderer/app/messages/en/carry.ts'
import { codes as codesEn } from '../../src/renderer/app/messages/en/codes.ts'
import { design as designEn } from '../../src/renderer/app/messages/en/design.ts'
import { files as filesEn } from '../../src/renderer/app/messages/en/files.ts'
import { find as findEn } from '../../src/renderer/app/messages/en/find.ts'
import { map as mapEn } from '../../src/renderer/app/messages/en/map.ts'
import { meetings as meetingsEn } from '../../src/renderer/app/messages/en/meetings.ts'
import { report as reportEn } from '../../src/renderer/app/messages/en/report.ts'
import { spread as spreadEn } from '../../src/renderer/app/messages/en/spread.ts'
import { talk as talkEn } from '../../src/renderer/app/messages/en/talk.ts'
import { trust as trustEn } from '../../src/renderer/app/messages/en/trust.ts'
import { en as pageEn } from '../../src/renderer/app/messages/en.ts'
import { attachments as attachmentsJa } from '../../src/renderer/app/messages/ja/attachments.ts'
import { calls as callsJa } from '../../src/renderer/app/messages/ja/calls.ts'
import { carry as carryJa } from '../../src/renderer/app/messages/ja/carry.ts'
import { codes as codesJa } from '../../src/renderer/app/messages/ja/codes.ts'
import { design as designJa } from '../../src/renderer/app/messages/ja/design.ts'
import { files as filesJa } from '../../src/renderer/app/messages/ja/files.ts'
import { find as findJa } from '../../src/renderer/app/messages/ja/find.ts'
import { map as mapJa } from '../../src/renderer/app/messages/ja/map.ts'
import { meetings as meetingsJa } from '../../src/renderer/app/messages/ja/meetings.ts'
import { report as reportJa } from '../../src/renderer/app/messages/ja/report.ts'
import { spread as spreadJa } from '../../src/renderer/app/messages/ja/spread.ts'
import { talk as talkJa } from '../../src/renderer/app/messages/ja/talk.ts'
import { trust as trustJa } from '../../src/renderer/app/messages/ja/trust.ts'
import { ja as pageJa } from '../../src/renderer/app/messages/ja.ts'
import { attachments as attachmentsSv } from '../../src/renderer/app/messages/sv/attachments.ts'
import { calls as callsSv } from '../../src/renderer/app/messages/sv/calls.ts'
import { carry as carrySv } from '../../src/renderer/app/messages/sv/carry.ts'
import { codes as codesSv } from '../../src/renderer/app/messages/sv/codes.ts'
import { design as designSv } from '../../src/renderer/app/messages/sv/design.ts'
import { files as filesSv } from '../../src/renderer/app/messages/sv/files.ts'
import { find as findSv } from '../../src/renderer/app/messages/sv/find.ts'
import { map as mapSv } from '../../src/renderer/app/messages/sv/map.ts'
import { meetings as meetingsSv } from '../../src/renderer/app/messages/sv/meetings.ts'
import { report as reportSv } from '../../src/renderer/app/messages/sv/report.ts'
import { spread as spreadSv } from '../../src/renderer/app/messages/sv/spread.ts'
import { talk as talkSv } from '../../src/renderer/app/messages/sv/talk.ts'
import { trust as trustSv } from '../../src/renderer/app/messages/sv/trust.ts'
import { sv as pageSv } from '../../src/renderer/app/messages/sv.ts'

/** All tables in one. Throws where two have a key in common: the one would speak for the other. */
function joined<Tables extends readonly object[]>(...tables: Tables): Joined<Tables> {
  const keys = tables.flatMap((table) => Object.keys(table))
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index)
  if (twice.length > 0) throw new Error(`two tables have ${twice.join(', ')}`)
  return Object.assign({}, ...tables)
}
type Joined<Tables extends readonly object[]> = Tables extends readonly [
  infer First,
  ...infer Rest extends readonly object[],
]
  ? First & Joined<Rest>
  : unknown

/** Every message of the page in each language: what all views say, and what comes with some. */
export const EVERY_MESSAGE = {
  en: joined(
    pageEn,
    attachmentsEn,
    callsEn,
    carryEn,
    codesEn,
    spreadEn,
    designEn,
    filesEn,
    findEn,
    mapEn,
    meetingsEn,
    reportEn,
    talkEn,
    trustEn,
  ),
  sv: joined(
    pageSv,
    attachmentsSv,
    callsSv,
    carrySv,
    codesSv,
    spreadSv,
    designSv,
    filesSv,
    findSv,
    mapSv,
    meetingsSv,
    reportSv,
    talkSv,
    trustSv,
  ),
  ja: joined(
    pageJa,
    attachmentsJa,
    callsJa,
    carryJa,
    codesJa,
    spreadJa,
    designJa,
    filesJa,
    findJa,
    mapJa,
    meetingsJa,
    reportJa,
    talkJa,
    trustJa,
  ),
} as const
