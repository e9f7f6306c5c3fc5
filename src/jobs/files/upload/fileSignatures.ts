/**
 * The type of a file by its first bytes.
 *
 * @internal
 */

/** The number of first bytes that {@link typesOfBytes} looks at. */
export const SIGNATURE_BYTES = 512

/** Signatures, as pairs of an offset and bytes in Latin-1, and the types of files that begin so, the likeliest first. */
const SIGNATURES: ReadonlyArray<readonly [offset: number, bytes: string, types: string]> = [
  [0, '%PDF-', 'application/pdf'],
  [0, '\x89PNG\r\n\x1a\n', 'image/png image/apng'],
  [0, '\xff\xd8\xff', 'image/jpeg'],
  [0, 'GIF87a', 'image/gif'],
  [0, 'GIF89a', 'image/gif'],
  [8, 'WEBP', 'image/webp'],
  [8, 'WAVE', 'audio/wav'],
  [8, 'AVI ', 'video/x-msvideo video/x-amv'],
  [0, 'II*\0', 'image/tiff'],
  [0, 'MM\0*', 'image/tiff'],
  [0, '\0\0\x01\0', 'image/vnd.microsoft.icon'],
  [6, '\0\0\0\0', 'image/bmp'],
  [4, 'ftypavif', 'image/avif'],
  [4, 'ftypheic', 'image/heic'],
  [4, 'ftypmif1', 'image/heic image/avif'],
  [4, 'ftypqt  ', 'video/quicktime'],
  [4, 'ftypM4A ', 'audio/mp4'],
  [4, 'ftypM4B ', 'audio/mp4'],
  [4, 'ftypM4V ', 'video/x-m4v'],
  [4, 'ftyp3gp', 'video/3gpp video/3gpp2'],
  [4, 'ftyp3g2', 'video/3gpp2 video/3gpp'],
  [4, 'ftypf4v ', 'video/x-f4v'],
  [4, 'ftyp', 'video/mp4 application/mp4 audio/mp4 video/x-m4v video/quicktime video/x-f4v video/3gpp video/3gpp2'],
  [0, '\x1a\x45\xdf\xa3', 'video/x-matroska video/webm audio/webm'],
  [0, 'OggS', 'audio/ogg video/ogg'],
  [0, 'fLaC', 'audio/flac'],
  [0, 'ID3\x02', 'audio/mpeg audio/aac'],
  [0, 'ID3\x03', 'audio/mpeg audio/aac'],
  [0, 'ID3\x04', 'audio/mpeg audio/aac'],
  [0, 'MThd', 'audio/midi'],
  [0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'video/x-ms-wmv audio/x-ms-wma video/x-ms-asf'],
  [0, 'FLV\x01', 'video/x-flv'],
  [
    0,
    'PK\x03\x04',
    'application/zip application/vnd.openxmlformats-officedocument. application/vnd.oasis. application/epub+zip model/3mf model/vnd.usdz+zip model/vnd.dwf',
  ],
  [0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'application/msword application/vnd.ms-'],
  [0, '\x1f\x8b\x08', 'application/gzip'],
  [0, '7z\xbc\xaf\x27\x1c', 'application/x-7z-compressed'],
  [0, 'Rar!\x1a\x07', 'application/vnd.rar'],
  [0, 'BZh', 'application/x-bzip2'],
  [257, 'ustar', 'application/x-tar'],
  [0, '{\\rtf', 'application/rtf application/msword'],
  [0, 'glTF', 'model/gltf-binary'],
]

/** A second condition of signatures that are too short to be certain. */
const CERTAIN: { readonly [type: string]: RegExp } = {
  'image/webp': /^RIFF/,
  'audio/wav': /^RIFF/,
  'video/x-msvideo': /^RIFF/,
  'image/bmp': /^BM/,
  'application/x-bzip2': /^BZh[1-9]1AY&SY/,
}

/** The types of files that begin with these bytes, the likeliest first; an entry ending in `.` or `-` is the beginning of types. */
export const typesOfBytes = (bytes: Uint8Array): ReadonlyArray<string> => {
  const text = String.fromCharCode(...bytes.subarray(0, SIGNATURE_BYTES))
  const found = SIGNATURES.map(([offset, signature, types]) => ({ offset, signature, types: types.split(' ') })).find(
    ({ offset, signature, types }) =>
      text.startsWith(signature, offset) && (CERTAIN[types[0] ?? '']?.test(text) ?? true),
  )
  return found?.types ?? []
}
