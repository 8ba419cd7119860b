import type { ClientParts } from '../../shared/bridge/client.ts'
import { MirrorError } from '../../shared/kernel/errors.ts'

/**
 * The same way to call, but an act that the Node does only at a person's press
 * fetches the word for it and goes on. Fetched for each try, so that a PIN that
 * took long to type spoils nothing: what unlocked is a press too.
 */
export function withPress({ method, event }: ClientParts): ClientParts {
  return {
    event,
    method: async (name, input) => {
      try {
        return await method(name, input)
      } catch (thrown) {
        if (MirrorError.from(thrown).code !== 'not-confirmed' || name === CONFIRM) throw thrown
        const subject = (input as { readonly id: string }).id
        const press = (await method(CONFIRM, { method: name, subject })) as { confirmationId: string }
        return method(name, input, press.confirmationId)
      }
    },
  }
}

const CONFIRM = 'host.confirm'
