/** Gives a person a text or a picture as a file of this name, wherever they keep such. */
export function saveFile(name: string, content: string | Blob): void {
  const isText = typeof content === 'string'
  const file = isText ? new Blob([content], { type: 'text/plain;charset=utf-8' }) : content
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
