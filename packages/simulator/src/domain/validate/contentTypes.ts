/** The content types and extensions that the API accepts for uploads. */

/**
 * The files that can be uploaded: extensions by content type. The first type with an extension is that of the
 * extension.
 */
const EXTENSIONS: Readonly<Record<string, string>> = {
  // Before `video/mp4`, as in the API.
  'application/mp4': 'mp4',
  'audio/aac': 'aac adts',
  'audio/midi': 'mid midi',
  'audio/mpeg': 'mp3 mpga',
  'audio/mp4': 'm4a m4b mp4',
  'audio/ogg': 'oga ogg opus',
  'audio/wav': 'wav',
  'audio/x-ms-wma': 'wma',
  'audio/webm': 'weba',
  'audio/flac': 'flac',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'application/json': 'json',
  'text/javascript': 'js',
  'text/typescript': 'ts tsx',
  'text/x-python': 'py',
  'application/msword': 'doc dot',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.template': 'dotx',
  'application/vnd.ms-excel': 'xls xlt xla',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.template': 'xltx',
  'application/vnd.ms-powerpoint': 'ppt pot pps ppa',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.openxmlformats-officedocument.presentationml.template': 'potx',
  'application/rtf': 'rtf',
  'text/markdown': 'md markdown',
  'text/html': 'html htm',
  'application/epub+zip': 'epub',
  'application/xml': 'xml',
  'text/css': 'css',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'text/calendar': 'ics',
  'text/yaml': 'yaml yml',
  'text/tab-separated-values': 'tsv',
  'application/zip': 'zip',
  'application/gzip': 'gz gzip',
  'application/x-tar': 'tar',
  'application/x-7z-compressed': '7z',
  'application/x-bzip2': 'bz2',
  'application/vnd.rar': 'rar',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/jpeg': 'jpeg jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/tiff': 'tif tiff',
  'image/webp': 'webp',
  'image/vnd.microsoft.icon': 'ico',
  'image/bmp': 'bmp',
  'image/avif': 'avif',
  'image/apng': 'apng',
  'video/x-amv': 'amv',
  'video/x-ms-asf': 'asf',
  'video/x-ms-wmv': 'wmv',
  'video/x-msvideo': 'avi',
  'video/x-f4v': 'f4v',
  'video/x-flv': 'flv',
  'video/mp4': 'mp4 gifv',
  'video/x-m4v': 'm4v',
  'video/x-matroska': 'mkv',
  'video/webm': 'webm',
  'video/quicktime': 'mov qt',
  'video/mpeg': 'mpeg',
  'video/ogg': 'ogv',
  'video/3gpp': '3gp',
  'video/3gpp2': '3g2',
  'image/vnd.dwg': 'dwg',
  'image/vnd.dxf': 'dxf',
  'model/vnd.dwf': 'dwf',
  'model/step': 'step stp',
  'model/iges': 'iges igs',
  'model/stl': 'stl',
  'model/obj': 'obj',
  'model/3mf': '3mf',
  'model/gltf+json': 'gltf',
  'model/gltf-binary': 'glb',
  'model/vnd.collada+xml': 'dae',
  'model/vnd.usdz+zip': 'usdz',
  'application/octet-stream': 'rvt rfa fbx 3dm',
}

/** Other names of the same types. */
const ALIASES = new Set(
  'application/javascript|application/typescript|application/x-gzip|application/x-rar-compressed|application/x-yaml|application/x-zip-compressed|application/yaml|audio/mp3|audio/opus|audio/vnd.wave|audio/wave|audio/x-aac|audio/x-flac|audio/x-m4a|image/heif|image/jpg|image/x-icon|image/x-ms-bmp|text/rtf|text/x-markdown|text/x-yaml|text/xml|video/avi|video/x-mpeg'.split(
    '|',
  ),
)

const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries(EXTENSIONS)
    .reverse()
    .flatMap(([type, extensions]) => extensions.split(' ').map((extension): [string, string] => [extension, type])),
)

/** A type that gives no information about the file: only its name does. */
const ANYTHING = 'application/octet-stream'

const bareType = (type: string): string => (type.split(';')[0] ?? '').trim().toLowerCase()

/** Whether a content type identifies the type of a file. */
export const isSpecific = (type: string): boolean => bareType(type) !== '' && bareType(type) !== ANYTHING

/** Whether files of a content type can be uploaded. */
export const isTypeSupported = (type: string): boolean =>
  !isSpecific(type) || Object.hasOwn(EXTENSIONS, bareType(type)) || ALIASES.has(bareType(type))

/** The extension of a file name in lower case; undefined when there is none. */
export const extensionOf = (name: string): string | undefined => /.\.([^.\s/]+)$/s.exec(name)?.[1]?.toLowerCase()

/** Whether files of an extension can be uploaded. */
export const isExtensionSupported = (extension: string): boolean => TYPES.has(extension)

const isText = (type: string): boolean => type.startsWith('text/') || type === 'application/json'

/** The content type of a file name, with its charset; undefined when it is unknown. */
export const typeOfName = (name: string): string | undefined => {
  const type = TYPES.get(extensionOf(name) ?? '')
  return type !== undefined && isText(type) ? `${type}; charset=utf-8` : type
}

/** The extension of a content type; undefined when it is unknown. */
export const extensionOfType = (type: string): string | undefined =>
  isSpecific(type) ? EXTENSIONS[bareType(type)]?.split(' ')[0] : undefined
