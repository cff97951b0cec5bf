#include "CPlatform.h"

#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>
#include <string.h>

/// The fixed part of a record's data: priority, weight, port.
enum { fixed_size = 6 };

static int read_service(ns_msg *message, int index, struct platform_service *service) {
  ns_rr record;
  if (ns_parserr(message, ns_s_an, index, &record) != 0) return -1;
  if (ns_rr_type(record) != ns_t_srv || ns_rr_rdlen(record) <= fixed_size) return 0;
  const unsigned char *data = ns_rr_rdata(record);
  service->priority = ns_get16(data);
  service->weight = ns_get16(data + 2);
  service->port = ns_get16(data + 4);
  const unsigned char *start = ns_msg_base(*message), *end = ns_msg_end(*message);
  if (dn_expand(start, end, data + fixed_size, service->target, sizeof service->target) < 0)
    return -1;
  return 1;
}

int platform_find_services(
    const char *name, uint16_t server_port, struct platform_service *services, int capacity) {
  struct __res_state state;
  memset(&state, 0, sizeof state);
  if (res_ninit(&state) != 0) return -NO_RECOVERY;
  state.retrans = 2;
  state.retry = 2;
  if (server_port != 0) {
    state.nscount = 1;
    state.nsaddr_list[0].sin_family = AF_INET;
    state.nsaddr_list[0].sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    state.nsaddr_list[0].sin_port = htons(server_port);
  }
  unsigned char answer[NS_MAXMSG];
  int length = res_nquery(&state, name, ns_c_in, ns_t_srv, answer, sizeof answer);
  int problem = state.res_h_errno;
  res_nclose(&state);
  if (length < 0) return problem > 0 ? -problem : -TRY_AGAIN;

  ns_msg message;
  if (ns_initparse(answer, length, &message) != 0) return -NO_RECOVERY;
  int found = 0;
  for (int index = 0; index < ns_msg_count(message, ns_s_an) && found < capacity; index++) {
    int result = read_service(&message, index, &services[found]);
    if (result < 0) return -NO_RECOVERY;
    found += result;
  }
  return found;
}
