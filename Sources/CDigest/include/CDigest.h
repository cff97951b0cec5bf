#pragma once

#include <stddef.h>
#include <stdint.h>

/// A running SHA-256.
typedef struct digest_sha256 digest_sha256;

/// NULL without memory, and where a policy of the system forbids SHA-256.
digest_sha256 *_Nullable digest_sha256_create(void);
void digest_sha256_update(digest_sha256 *_Nonnull digest, const uint8_t *_Nullable bytes, size_t count);
/// Writes 32 bytes; the digest is of no use afterwards.
void digest_sha256_finish(digest_sha256 *_Nonnull digest, uint8_t *_Nonnull result);
void digest_sha256_destroy(digest_sha256 *_Nonnull digest);
