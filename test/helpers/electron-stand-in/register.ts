// Loaded before the desktop program (`node --import`): gives it the stand-in wherever it asks for "electron".
import { register } from 'node:module'

register('./resolve-hooks.js', import.meta.url)
