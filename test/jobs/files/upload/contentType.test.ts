import * as E from 'fp-ts/Either'
import { describe, expect, test } from 'vitest'
import {
  isExtensionSupported,
  isTypeSupported,
  extensionOf as simulatedExtensionOf,
} from '../../../../packages/simulator/src/domain/validate/contentTypes.js'
import { type FileToName, nameFile } from '../../../../src/jobs/files/upload/contentType.js'
import {
  acceptedType,
  extensionOf,
  typeOfExtension,
  unacceptedType,
} from '../../../../src/jobs/files/upload/fileTypes.js'

const bytes = (latin1: string): Uint8Array => Uint8Array.from(latin1, (char) => char.charCodeAt(0))

const typeOf = (file: FileToName): string => {
  const named = nameFile(file)
  return E.isLeft(named) ? `refused: ${named.left.field}` : named.right.content_type
}

const extensions = unacceptedType('filename', '').allowed.replace(/^.*: /, '').split(', ')

describe('behavior: accepted types', () => {
  test('every extension has a type, and the simulator accepts both', () => {
    expect(extensions.length).toBeGreaterThan(90)
    for (const extension of extensions) {
      const type = typeOfExtension(extension) ?? ''
      expect([extension, isExtensionSupported(extension), isTypeSupported(type)]).toEqual([extension, true, true])
    }
  })

  test.each(['a.pdf', 'A.PDF', 'a.tar.gz', '.env', 'a', 'a.b/c', 'ä.PnG', 'x.y z', ''])(
    'the extension of %j',
    (name) => {
      expect(extensionOf(name)).toBe(simulatedExtensionOf(name))
    },
  )

  test('other names of a type become that of Notion, parameters stay', () => {
    expect(acceptedType('image/jpg')).toBe('image/jpeg')
    expect(acceptedType('Text/Plain; charset=utf-8')).toBe('Text/Plain; charset=utf-8')
    expect(acceptedType('application/x-msdownload')).toBeUndefined()
  })
})

describe('behavior: the type of a file', () => {
  test.each<[string, FileToName, string]>([
    ['by its extension', { filename: 'plan.PDF' }, 'application/pdf'],
    ['as given', { filename: 'notes.txt', content_type: 'text/markdown' }, 'text/markdown'],
    [
      'as given, whatever the bytes are',
      { filename: 'a.png', content_type: 'image/png', head: bytes('%PDF-1.7') },
      'image/png',
    ],
    ['by its first bytes, without an extension', { filename: 'plan', head: bytes('%PDF-1.7') }, 'application/pdf'],
    ['by its first bytes, against its extension', { filename: 'a.png', head: bytes('\xff\xd8\xff\xe0') }, 'image/jpeg'],
    [
      'by its first bytes, against that of a Blob',
      { filename: 'a.png', blobType: 'image/png', head: bytes('GIF89a') },
      'image/gif',
    ],
    [
      'a container, by its extension',
      { filename: 'a.docx', head: bytes('PK\x03\x04') },
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    [
      'an old container, by its extension',
      { filename: 'a.xls', head: bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1') },
      'application/vnd.ms-excel',
    ],
    ['a container without an extension', { filename: 'a', head: bytes('PK\x03\x04') }, 'application/zip'],
    ['audio in a container of video', { filename: 'a.m4a', head: bytes('\0\0\0\x20ftypisom') }, 'audio/mp4'],
    ['a picture in a container of video', { filename: 'a', head: bytes('\0\0\0\x20ftypavif') }, 'image/avif'],
    ['text that begins like a picture', { filename: 'a.txt', head: bytes('BMW is a car') }, 'text/plain'],
    ['text that begins like an archive', { filename: 'a.txt', head: bytes('BZh is short') }, 'text/plain'],
    ['a Blob without extension', { filename: 'a', blobType: 'text/plain;charset=utf-8' }, 'text/plain;charset=utf-8'],
    ['not that of a Blob that says nothing', { filename: 'a.csv', blobType: 'application/octet-stream' }, 'text/csv'],
    ['not a given type that says nothing', { filename: 'a.csv', content_type: 'application/octet-stream' }, 'text/csv'],
    ['an extension whose type says nothing', { filename: 'house.rvt' }, 'application/octet-stream'],
  ])('%s', (_, file, type) => {
    expect(typeOf(file)).toBe(type)
  })

  test('a name without an extension gets one', () => {
    expect(nameFile({ filename: 'plan', content_type: 'text/plain; charset=utf-8' })).toEqual(
      E.right({ filename: 'plan.txt', content_type: 'text/plain; charset=utf-8' }),
    )
    expect(nameFile({ filename: 'photo', head: bytes('\xff\xd8\xff\xe0') })).toMatchObject({
      right: { filename: 'photo.jpg' },
    })
  })
})

describe('error: a type that Notion does not accept', () => {
  test.each<[string, FileToName, string]>([
    ['an unknown extension', { filename: 'setup.exe' }, 'refused: filename'],
    [
      'an unknown extension, whatever the type',
      { filename: 'setup.exe', content_type: 'application/pdf' },
      'refused: filename',
    ],
    ['an unknown type', { filename: 'a.pdf', content_type: 'application/x-msdownload' }, 'refused: content_type'],
    [
      'application/octet-stream',
      { filename: 'data', content_type: 'application/octet-stream' },
      'refused: content_type',
    ],
    ['nothing that says what it is', { filename: 'data', head: bytes('hello') }, 'refused: filename'],
  ])('%s', (_, file, refused) => {
    expect(typeOf(file)).toBe(refused)
  })

  test('says what is accepted', () => {
    expect(unacceptedType('filename', 'setup.exe').allowed).toMatch(/: .*\bdocx, .*\bpng, /)
    expect(unacceptedType('content_type', 'x/y').allowed).toMatch(/application\/pdf, .*image\/png/)
    expect(unacceptedType('content_type', 'x/y').allowed).not.toContain('octet-stream')
  })
})
