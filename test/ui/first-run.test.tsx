// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import { type Page, renderPage } from '../support/render-page.tsx'
import { nodeIdOf } from '../support/sample-views.ts'

function emptyFolder(vault: 'passphrase' | 'os' = 'passphrase') {
  let phase: 'empty' | 'open' = 'empty'
  return {
    setup: {
      status: () => ({ phase, vault, suggestedLanguage: 'en' as const }),
      create: () => {
        phase = 'open'
        return { nodeId: nodeIdOf('a') }
      },
      restore: () => {
        phase = 'open'
        return { nodeId: nodeIdOf('a') }
      },
    },
  }
}

test.each([
  [
    'speaks the language the Node suggests where nothing is known of an earlier visit',
    {},
    'Which language do you speak?',
  ],
  [
    'keeps the language of an earlier visit, whatever is suggested',
    { 'mirrorwell.language': 'sv' },
    'Vilket språk talar du?',
  ],
])('%s', async (_, remembered, title) => {
  await renderPage(emptyFolder(), { language: 'ja', remembered })
  expect(await screen.findByRole('heading', { level: 1, name: title })).toBeTruthy()
})

const next = (page: Page): Promise<void> => page.user.click(screen.getByRole('button', { name: 'Next' }))

async function untilMirror(page: Page): Promise<void> {
  await next(page)
  await screen.findByRole('heading', { name: 'A new Node, or one you had?' })
  await next(page)
  await page.user.type(await screen.findByLabelText('Name of the Node'), 'Älvdalen')
  await next(page)
  await screen.findByRole('heading', { name: 'Where is it?' })
  await next(page)
  await page.user.type(await screen.findByLabelText('Name of the Mirror'), 'Anna')
}

test('leads from an empty folder to a Node with its Mirror unlocked, then offers an invitation or going on alone', async () => {
  const page = await renderPage(emptyFolder())
  await untilMirror(page)
  await page.user.type(screen.getByLabelText('PIN'), '4242')
  await page.user.type(screen.getByLabelText('The same PIN again'), '4242')
  await next(page)
  await page.user.type(await screen.findByLabelText('Passphrase'), 'still water runs deep')
  await page.user.type(screen.getByLabelText('The same passphrase again'), 'still water runs deep')
  await page.user.click(screen.getByRole('button', { name: 'Found the Node' }))

  expect(await screen.findByLabelText('Paste the invitation here')).toBeTruthy()
  expect(page.fake.inputsOf('setup.create')).toEqual([
    {
      name: 'Älvdalen',
      language: 'en',
      place: null,
      mirrorName: 'Anna',
      pin: '4242',
      passphrase: 'still water runs deep',
    },
  ])
  expect(page.fake.inputsOf('mirrors.unlock')).toMatchObject([{ pin: '4242' }])
  await page.user.click(screen.getByRole('button', { name: 'Go on alone' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Nothing needs you' })).toBeTruthy()
})

test('asks for no passphrase where the system keeps the keys', async () => {
  const page = await renderPage(emptyFolder('os'))
  await untilMirror(page)
  await page.user.type(screen.getByLabelText('PIN'), '4242')
  await page.user.type(screen.getByLabelText('The same PIN again'), '4242')
  await page.user.click(screen.getByRole('button', { name: 'Found the Node' }))
  await screen.findByLabelText('Paste the invitation here')
  expect(page.fake.inputsOf('setup.create')).toEqual([
    { name: 'Älvdalen', language: 'en', place: null, mirrorName: 'Anna', pin: '4242' },
  ])
})

test('says at the field what is wrong, and stays', async () => {
  const page = await renderPage(emptyFolder())
  await untilMirror(page)
  await page.user.type(screen.getByLabelText('PIN'), '12')
  await next(page)
  expect(await screen.findByText('Too short: use at least 4 characters.')).toBeTruthy()
  await page.user.type(screen.getByLabelText('PIN'), '34')
  await page.user.type(screen.getByLabelText('The same PIN again'), '9999')
  await next(page)
  expect(await screen.findByText('This is not the same PIN.')).toBeTruthy()
})

test('takes a place as coarse as one likes, and refuses one that is nowhere', async () => {
  const page = await renderPage(emptyFolder('os'))
  await next(page)
  await next(page)
  await page.user.type(await screen.findByLabelText('Name of the Node'), 'Älvdalen')
  await next(page)
  await page.user.type(await screen.findByLabelText('Latitude'), '161')
  await page.user.type(screen.getByLabelText('Longitude'), '14.0')
  await next(page)
  expect(await screen.findByText('Write a number from −90 to 90.')).toBeTruthy()
  await page.user.clear(screen.getByLabelText('Latitude'))
  await page.user.type(screen.getByLabelText('Latitude'), '61.2')
  expect(screen.getByLabelText<HTMLInputElement>('How exactly, in km').value).toBe('10')
  await next(page)
  expect(await screen.findByLabelText('Name of the Mirror')).toBeTruthy()
})

test('restores from 24 words, however they are spaced', async () => {
  const page = await renderPage(emptyFolder('os'))
  await next(page)
  await page.user.click(await screen.findByRole('radio', { name: /Bring back a Node/u }))
  await next(page)
  const words = Array.from({ length: 24 }, (_, index) => `word${String.fromCharCode(97 + index)}`)
  await page.user.type(await screen.findByLabelText('Your 24 words'), 'only three words')
  await next(page)
  expect(await screen.findByText('There should be 24 words. Count them against your paper.')).toBeTruthy()
  fireEvent.change(screen.getByLabelText('Your 24 words'), { target: { value: `  ${words.join(' \n ')} ` } })
  await next(page)
  await page.user.type(await screen.findByLabelText('Name of the Node'), 'Älvdalen')
  await next(page)
  await next(page)
  await page.user.type(await screen.findByLabelText('Name of the Mirror'), 'Anna')
  await page.user.type(screen.getByLabelText('PIN'), '4242')
  await page.user.type(screen.getByLabelText('The same PIN again'), '4242')
  await page.user.click(screen.getByRole('button', { name: 'Found the Node' }))
  await waitFor(() => expect(page.fake.inputsOf('setup.restore')).toMatchObject([{ words: words.join(' ') }]))
})

test('keeps everything written when the founding fails, and says what to do', async () => {
  const page = await renderPage(emptyFolder('os'))
  page.fake.answer({
    setup: {
      create: () => {
        throw new MirrorError('disk-full')
      },
    },
  })
  await untilMirror(page)
  await page.user.type(screen.getByLabelText('PIN'), '4242')
  await page.user.type(screen.getByLabelText('The same PIN again'), '4242')
  await page.user.click(screen.getByRole('button', { name: 'Found the Node' }))
  expect(await screen.findByText(/The disk is full/u)).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Name of the Mirror').value).toBe('Anna')
})

test('changes its words at once when another language is chosen', async () => {
  const page = await renderPage(emptyFolder())
  await page.user.click(screen.getByRole('radio', { name: '日本語' }))
  expect(await screen.findByRole('heading', { name: '何語で話しますか？' })).toBeTruthy()
  expect(document.documentElement.lang).toBe('ja')
})

test('the Enter that ends a composition does not go on to the next step', async () => {
  const page = await renderPage(emptyFolder('os'))
  await next(page)
  await next(page)
  const name = await screen.findByLabelText('Name of the Node')
  await page.user.type(name, '千葉')
  expect(fireEvent.keyDown(name, { key: 'Enter', isComposing: true })).toBe(false)
  expect(fireEvent.keyDown(name, { key: 'Enter', keyCode: 229 })).toBe(false)
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('What is your Node called?')
})

test('opens a locked Node with its passphrase, and says when it is the wrong one', async () => {
  let phase: 'locked' | 'open' = 'locked'
  const page = await renderPage({
    setup: {
      status: () => ({ phase, vault: 'passphrase', suggestedLanguage: 'en' }),
      unlock: ({ passphrase }) => {
        if (passphrase !== 'still water runs deep') throw new MirrorError('passphrase-wrong')
        phase = 'open'
        return { nodeId: nodeIdOf('a') }
      },
    },
  })
  await page.user.type(screen.getByLabelText('Passphrase'), 'muddy water{Enter}')
  expect(await screen.findByText(/That is not the passphrase/u)).toBeTruthy()
  await page.user.clear(screen.getByLabelText('Passphrase'))
  await page.user.type(screen.getByLabelText('Passphrase'), 'still water runs deep{Enter}')
  expect(await screen.findByRole('heading', { level: 1, name: 'Nothing needs you' })).toBeTruthy()
})
