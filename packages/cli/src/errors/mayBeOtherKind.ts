import type { Failure } from './failure.js'

/** Whether a failure can mean that the id is that of another kind of object. */
export const mayBeOtherKind = ({ _tag }: Failure): boolean => _tag === 'NotFoundError' || _tag === 'ValidationError'
