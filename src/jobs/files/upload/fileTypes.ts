/**
 * The files that Notion accepts: extensions by media type.
 *
 * @internal
 * @see https://developers.notion.com/guides/data-apis/working-with-files-and-media#supported-file-types
 */
import type { InvalidInput } from '../../../core/call/issues.js'

/** The extensions of each media type. The first type with an extension is that of the extension. */
const EXTENSIONS_OF = `
video/mp4 mp4 gifv
application/mp4 mp4
audio/aac aac adts
audio/midi mid midi
audio/mpeg mp3 mpga
audio/mp4 m4a m4b mp4
audio/ogg oga ogg opus
audio/wav wav
audio/x-ms-wma wma
audio/webm weba
audio/flac flac
application/pdf pdf
text/plain txt
text/csv csv
application/json json
text/javascript js
text/typescript ts tsx
text/x-python py
application/msword doc dot
application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
application/vnd.openxmlformats-officedocument.wordprocessingml.template dotx
application/vnd.ms-excel xls xlt xla
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
application/vnd.openxmlformats-officedocument.spreadsheetml.template xltx
application/vnd.ms-powerpoint ppt pot pps ppa
application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
application/vnd.openxmlformats-officedocument.presentationml.template potx
application/rtf rtf
text/markdown md markdown
text/html html htm
application/epub+zip epub
application/xml xml
text/css css
application/vnd.oasis.opendocument.text odt
application/vnd.oasis.opendocument.spreadsheet ods
application/vnd.oasis.opendocument.presentation odp
text/calendar ics
text/yaml yaml yml
text/tab-separated-values tsv
application/zip zip
application/gzip gz gzip
application/x-tar tar
application/x-7z-compressed 7z
application/x-bzip2 bz2
application/vnd.rar rar
image/gif gif
image/heic heic
image/jpeg jpg jpeg
image/png png
image/svg+xml svg
image/tiff tif tiff
image/webp webp
image/vnd.microsoft.icon ico
image/bmp bmp
image/avif avif
image/apng apng
video/x-amv amv
video/x-ms-asf asf
video/x-ms-wmv wmv
video/x-msvideo avi
video/x-f4v f4v
video/x-flv flv
video/x-m4v m4v
video/x-matroska mkv
video/webm webm
video/quicktime mov qt
video/mpeg mpeg
video/ogg ogv
video/3gpp 3gp
video/3gpp2 3g2
image/vnd.dwg dwg
image/vnd.dxf dxf
model/vnd.dwf dwf
model/step step stp
model/iges iges igs
model/stl stl
model/obj obj
model/3mf 3mf
model/gltf+json gltf
model/gltf-binary glb
model/vnd.collada+xml dae
model/vnd.usdz+zip usdz
application/octet-stream rvt rfa fbx 3dm`

/** Other names of the same types. */
const ALIASES = `
application/javascript text/javascript
application/typescript text/typescript
application/x-gzip application/gzip
application/x-rar-compressed application/vnd.rar
application/x-yaml text/yaml
application/x-zip-compressed application/zip
application/yaml text/yaml
audio/mp3 audio/mpeg
audio/opus audio/ogg
audio/vnd.wave audio/wav
audio/wave audio/wav
audio/x-aac audio/aac
audio/x-flac audio/flac
audio/x-m4a audio/mp4
audio/x-wav audio/wav
image/heif image/heic
image/jpg image/jpeg
image/x-icon image/vnd.microsoft.icon
image/x-ms-bmp image/bmp
text/rtf application/rtf
text/x-markdown text/markdown
text/x-yaml text/yaml
text/xml application/xml
video/avi video/x-msvideo
video/x-mpeg video/mpeg`

/** Says nothing about a file. */
const ANYTHING = 'application/octet-stream'

const rowsOf = (table: string): ReadonlyArray<ReadonlyArray<string>> =>
  table
    .trim()
    .split('\n')
    .map((row) => row.split(' '))

/** A media type without parameters, in lower case: `text/plain` for `Text/Plain; charset=utf-8`. */
export const bareType = (type: string): string => type.replace(/;.*/s, '').trim().toLowerCase()

/** Whether a media type says what a file is. */
export const isSpecific = (type: string): boolean => bareType(type) !== '' && bareType(type) !== ANYTHING

/** The media type as Notion names it, with its parameters; `undefined` if Notion does not accept it. */
export const acceptedType = (type: string): string | undefined => {
  const bare = bareType(type)
  if (rowsOf(EXTENSIONS_OF).some(([known]) => known === bare)) return type.trim()
  return rowsOf(ALIASES).find(([alias]) => alias === bare)?.[1]
}

/** The extension of a file name, in lower case; `undefined` if it has none. */
export const extensionOf = (filename: string): string | undefined =>
  /.\.([^.\s/\\]+)$/s.exec(filename)?.[1]?.toLowerCase()

/** The media type of an extension; `undefined` if Notion does not accept it. */
export const typeOfExtension = (extension: string): string | undefined =>
  rowsOf(EXTENSIONS_OF).find(([, ...extensions]) => extensions.includes(extension))?.[0]

/** The usual extension of a media type. */
export const extensionOfType = (type: string): string | undefined =>
  rowsOf(EXTENSIONS_OF).find(([known]) => known === bareType(type))?.[1]

/** The issue of a file whose type Notion does not accept, with the accepted ones. */
export const unacceptedType = (field: string, given: unknown): InvalidInput => {
  const rows = rowsOf(EXTENSIONS_OF)
  const accepted =
    field === 'content_type'
      ? `a media type that Notion accepts: ${rows
          .map(([type = '']) => type)
          .filter(isSpecific)
          .join(', ')}`
      : `a name with an extension that Notion accepts: ${[...new Set(rows.flatMap(([, ...each]) => each))].sort().join(', ')}`
  return { field, given, allowed: accepted }
}
