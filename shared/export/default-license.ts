/** Terms of the data in archives where the laboratory states none. */
export const defaultLicense = 'No licence stated: ask the laboratory before using the data.'
