#include "CDigest.h"

#include <openssl/evp.h>

digest_sha256 *digest_sha256_create(void) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1) {
    EVP_MD_CTX_free(context);
    context = NULL;
  }
  return (digest_sha256 *)context;
}

void digest_sha256_update(digest_sha256 *digest, const uint8_t *bytes, size_t count) {
  EVP_DigestUpdate((EVP_MD_CTX *)digest, bytes, count);
}

void digest_sha256_finish(digest_sha256 *digest, uint8_t *result) {
  EVP_DigestFinal_ex((EVP_MD_CTX *)digest, result, NULL);
}

void digest_sha256_destroy(digest_sha256 *digest) {
  EVP_MD_CTX_free((EVP_MD_CTX *)digest);
}
