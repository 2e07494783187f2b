import {z} from 'zod'
import {ICON_NAMES} from '../../types/icons.ts'

/** ISO 8601, with `Z`, an offset, or neither: the reference writes naive local times. */
export const dateTime = z.iso.datetime({offset: true, local: true})

/** An index or a size. */
export const count = z.int().min(0)

/** The app's own data. */
export const freeForm = z.record(z.string(), z.unknown())

export const iconName = z.union(
  [z.enum(ICON_NAMES), z.templateLiteral(['vendor:', z.string()]), z.templateLiteral(['lucide:', z.string()])],
  {error: 'must be the name of a built-in icon, or start with "vendor:" or "lucide:"'},
)
