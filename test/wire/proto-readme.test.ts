import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { verifySignature } from '../../src/main/crypto/signing.ts'
import { decodeInvite } from '../../src/main/features/membership/invite-codec.ts'
import { wire } from '../../src/main/wire/messages.ts'
import { VERDICT_REASONS } from '../../src/shared/kernel/verdict.ts'
import { bytesOf, messageNamesBut } from '../support/annotated-bytes.ts'
import { exampleMessages, protoExamples } from '../support/proto-examples.ts'

/*
 * proto/README.md shows bytes. Each of its blocks is named by a comment before
 * it and made here from fixed keys and times. After a change of the examples,
 * `vitest run test/wire/proto-readme.test.ts -u` writes them anew.
 */
const README = join(import.meta.dirname, '../../proto/README.md')
const BLOCK = /(<!-- example: ([\w-]+) -->\n\n```\w*\n)([^`]*)(```)/gu

/** Conversations whose bytes only make sense as a whole have a frozen transcript of their own beside the README. */
const SHOWN_ELSEWHERE = ['session.proto']

const readme = readFileSync(README, 'utf8')
const shown = new Map([...readme.matchAll(BLOCK)].map((match) => [match[2] ?? '', match[3] ?? '']))
const { blocks, messages } = protoExamples()

describe('proto/README.md', () => {
  test('shows every example once, and nothing that is none', () => {
    const names = [...readme.matchAll(BLOCK)].map((match) => match[2])
    expect(names.toSorted()).toEqual([...blocks.keys()].sort())
  })

  test('shows the bytes that the codecs make today', async () => {
    const filled = readme.replace(
      BLOCK,
      (block: string, head: string, name: string, _old: string, tail: string) => {
        const example = blocks.get(name)
        return example === undefined ? block : `${head}${example}\n${tail}`
      },
    )
    await expect(filled).toMatchFileSnapshot(README)
  })

  test('shows every message there is', () => {
    expect([...messages].sort()).toEqual(messageNamesBut(...SHOWN_ELSEWHERE))
  })

  test('names every reason for which something is refused', () => {
    expect(VERDICT_REASONS.filter((reason) => !readme.includes(`\`${reason}\``))).toEqual([])
  })

  test.each(exampleMessages)('gives the bytes of $name whole', ({ name, bytes }) => {
    expect(bytesOf(shown.get(name) ?? '')).toEqual(Buffer.from(bytes))
  })
})

/** The value under a label of a block of values. */
function labelled(block: string, label: string): string {
  const lines = (shown.get(block) ?? '').split('\n')
  return lines[lines.indexOf(`${label}:`) + 1]?.trim() ?? ''
}
const hexOf = (block: string, label: string): Buffer => Buffer.from(labelled(block, label), 'hex')

describe('its signatures, checked from its own words', () => {
  const envelope = wire.Envelope.decode(bytesOf(shown.get('envelope') ?? ''))

  test.each([
    ['Node', 'Node, public key', 'mirrorwell/1 envelope node', envelope.nodeSignature],
    ['Mirror', 'Anna, public key', 'mirrorwell/1 envelope mirror', envelope.mirrorSignature],
  ] as const)('the %s signs its domain, a zero byte, the federation and the body', (...example) => {
    const [who, key, domain, signature] = example
    const federation = hexOf('federation-id', 'federation id')
    const signed = Buffer.concat([Buffer.from(`${domain}\0`), federation, envelope.body])
    const first = hexOf('signed', `first bytes the ${who} signs`)
    expect(first).toEqual(signed.subarray(0, first.length))
    expect(verifySignature(hexOf('cast', key), signed, Uint8Array.from(signature))).toBe(true)
  })

  test('the proof is an HMAC over role and names', () => {
    for (const who of ['dialler', 'answerer']) {
      const mac = createHmac('sha256', hexOf('proof-mac', 'key')).update(
        hexOf('proof-mac', `text of the ${who}`),
      )
      expect(mac.digest()).toEqual(hexOf('proof-mac', `MAC of the ${who}`))
    }
  })

  test('the invitation can be followed', () => {
    expect(decodeInvite(labelled('invite-text', 'text'))?.inviterName).toBe('Älvdalen')
  })
})
