/**
 * Sealed allocation of the planned experiment. The text sealed is JSON with the assignments and a random nonce, so that nobody can find
 * the allocation by trying; the commitment is the SHA-256 of that text. The ciphertext is salt (16 bytes), initialisation vector (12),
 * encrypted text and tag (16) in base64. As it is a sample, the passphrase is no secret: it stands in docs/sample-notebook.md.
 */
export const sealedSample = {
  algorithm: 'AES-256-GCM, key by PBKDF2-HMAC-SHA-256 with 600000 rounds; commitment SHA-256 of the sealed text',
  ciphertext:
    'Fa2C69slGb4WxGdZgFLQj5xY4w2/30/ZRqsEV7hTSatOXiIvPaTEqB5XUqNhPvOtfW6SEnRIap1QusRqCtMWjR/autn45RDstHX7F8bOmQ70QWJS7QtZaOyK' +
    'Z/aqWjshNJO1lfscRhYCyGCeVfqo9qHehAbtg3gwA6SsU3qBgMSHcAcf6e+HiVbtWtZn+kd6a01l34lh06WNvvbY9um0UQ6NyhsHExQMHvSFFROcWKCIB5IC' +
    'ehE6k4WdBCzrNv9Wh7a0HUcNfgPXg4DRBxwekF8bybxCsguUrd3+nUsQfEr1N0iezOsREn+/4AAMr7d1RqdoFDdRHLoU/2KvwwhhZLyS3AHzk7a5OAkPBHE8' +
    'ieocW9wHO1p0tDY4MFeqPym8bjIIqxOrbxMnvHuTXgvHhp5j0K/fZ0xvJglR2cdVnWO0+bUrhYioC15C8BoY0dT1uKStEeGb96IR1nRG3dZFSrfkL0gh2y1k' +
    'XYm+/TpaVhfG5vyzmxvGRlXR5MfWRwtAtt3uSewyeSP1yZD+W4hLaYGsaLO83mdW9wWSBkgpKgxToDN+f5I30DNHWQYNMRKctcGHkQxOitAPqmnzVM1K/zSZ' +
    '5tAL4+73/a2T/iCtglNnJZDSNblnbW/rAEB+qHPH6Zaz3DIpRQTF6OBbfejtMNKkiYcEGUGQDLVWOyQhP9f7i68jA6EL6jdorQpbVO0hfHQiHc/4DjYr7YKS' +
    '5LIFu6RbS5IiJ9+D+F8sFZulS9R5XQKLMhpfPF5zSMsh3VJwXE5YElzgYUAJxImlMj0RD5zWxjDJMHonFXbngi8yx4pPnUhTOiEiukgCOG6/jj2WjI28Dim/' +
    'atn2/TeyT26Hvc9qbAcHTPSkg3H+6Ifxn7DAqGzFO3o/bJWmlEJ00GsXCZVC3hs4Z14=',
  commitment: 'a6501b130faaaed1ca620b19ad1701dcf979824227bd0bfe7b6f1dc9b4ea2a02',
} as const
