/** A mark in front of what the simulated key store "encrypts", so that nobody takes such a file for a real one. */
const LABEL = 'simulated key store: '

/** The system's key store, simulated: it hides what it is given from a glance and from nobody else. */
export const simulatedSafeStorage = {
  isAsyncEncryptionAvailable: async () => process.env.STAND_IN_KEY_STORE !== 'none',
  getSelectedStorageBackend: () => process.env.STAND_IN_KEY_STORE ?? 'gnome_libsecret',
  encryptStringAsync: async (text: string) =>
    Buffer.from(LABEL + Buffer.from(text).toString('base64').split('').reverse().join('')),
  decryptStringAsync: async (box: Buffer) => {
    const text = box.toString()
    if (!text.startsWith(LABEL)) throw new Error('not a box of the simulated key store')
    const result = Buffer.from(text.slice(LABEL.length).split('').reverse().join(''), 'base64').toString()
    return { result, shouldReEncrypt: false }
  },
}
