#ifndef ETCDSCOPE_COPENSSL_H
#define ETCDSCOPE_COPENSSL_H
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

/* Swift imports no macro that takes an argument, and OpenSSL has many. */
static inline long copenssl_set_server_name(SSL *ssl, const char *name) {
  return SSL_set_tlsext_host_name(ssl, name);
}
static inline int copenssl_error_reason(unsigned long code) { return ERR_GET_REASON(code); }
static inline int copenssl_name_count(const GENERAL_NAMES *names) {
  return sk_GENERAL_NAME_num(names);
}
static inline const GENERAL_NAME *copenssl_name_at(const GENERAL_NAMES *names, int index) {
  return sk_GENERAL_NAME_value(names, index);
}
/* The bytes of a DNS name; NULL for a name of another type. */
static inline const ASN1_STRING *copenssl_dns_name(const GENERAL_NAME *name) {
  return name->type == GEN_DNS ? name->d.dNSName : NULL;
}
/* The 4 or 16 bytes of an IP address; NULL for a name of another type. */
static inline const ASN1_STRING *copenssl_ip_address(const GENERAL_NAME *name) {
  return name->type == GEN_IPADD ? name->d.iPAddress : NULL;
}
#endif
