#include "mibs/message.hpp"

#include <arpa/inet.h>
#include <openssl/evp.h>

#include <cstring>
#include <utility>

#include "mibs/net_snmp.hpp"

namespace lineman::mibs {
namespace {

Source of_ipv4(const sockaddr_in& address) {
  Source source{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, ntohs(address.sin_port)};
  std::memcpy(source.address.data() + 12, &address.sin_addr, 4);
  return source;
}

Source of_ipv6(const sockaddr_in6& address) {
  Source source{{}, ntohs(address.sin6_port)};
  std::memcpy(source.address.data(), &address.sin6_addr, source.address.size());
  return source;
}

// Collects octets; each part is preceded by its length, so that no two requests read the same.
class Digest {
 public:
  Digest() : context_{EVP_MD_CTX_new()} { EVP_DigestInit_ex(context_, EVP_sha256(), nullptr); }
  ~Digest() { EVP_MD_CTX_free(context_); }
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;

  void add(const void* octets, std::size_t length) {
    EVP_DigestUpdate(context_, &length, sizeof length);
    if (length != 0) EVP_DigestUpdate(context_, octets, length);
  }
  void add(long number) { add(&number, sizeof number); }

  std::string finish() {
    std::string digest(EVP_MAX_MD_SIZE, '\0');
    unsigned length = 0;
    EVP_DigestFinal_ex(context_, reinterpret_cast<unsigned char*>(digest.data()), &length);
    digest.resize(length);
    return digest;
  }

 private:
  EVP_MD_CTX* context_;
};

}  // namespace

std::optional<Source> source_of(const void* transport_data, int length) {
  if (transport_data == nullptr) return std::nullopt;
  const auto size = static_cast<std::size_t>(length);
  const auto* address = static_cast<const sockaddr*>(transport_data);
  if (size == sizeof(netsnmp_indexed_addr_pair)) {
    address = &static_cast<const netsnmp_indexed_addr_pair*>(transport_data)->remote_addr.sa;
  } else if (size != sizeof(sockaddr_in6) && size != sizeof(sockaddr_in)) {
    return std::nullopt;
  }
  if (address->sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, address, sizeof four);
    return of_ipv4(four);
  }
  if (address->sa_family != AF_INET6) return std::nullopt;
  sockaddr_in6 six{};
  std::memcpy(&six, address, sizeof six);
  return of_ipv6(six);
}

std::optional<Source> source_of(const snmp_pdu& pdu) {
  return source_of(pdu.transport_data, pdu.transport_data_length);
}

std::string to_string(const SourceAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const SourceAddress mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (std::memcmp(address.data(), mapped.data(), 12) == 0) {
    ::inet_ntop(AF_INET, address.data() + 12, text.data(), text.size());
  } else {
    ::inet_ntop(AF_INET6, address.data(), text.data(), text.size());
  }
  return text.data();
}

std::size_t varbinds_of(const snmp_pdu& pdu) {
  std::size_t count = 0;
  for (const auto* var = pdu.variables; var != nullptr; var = var->next_variable) ++count;
  return count;
}

std::string asker_of(const snmp_pdu& pdu) {
  std::string who = "community";
  if (pdu.version == SNMP_VERSION_3 && pdu.securityName != nullptr) {
    who.assign(pdu.securityName, pdu.securityNameLen);
  }
  if (const auto source = source_of(pdu)) who += '@' + to_string(source->address);
  return who;
}

void answer_too_big(snmp_session* session, const snmp_pdu& pdu) {
  auto* const answer = snmp_clone_pdu(const_cast<snmp_pdu*>(&pdu));
  if (answer == nullptr) return;
  snmp_free_varbind(std::exchange(answer->variables, nullptr));
  answer->command = SNMP_MSG_RESPONSE;
  answer->errstat = SNMP_ERR_TOOBIG;
  answer->errindex = 0;
  snmp_increment_statistic(STAT_SNMPOUTTOOBIGS);
  if (snmp_send(session, answer) == 0) snmp_free_pdu(answer);
}

std::string identity_of(const snmp_pdu& pdu) {
  Digest digest;
  if (const auto source = source_of(pdu)) {
    digest.add(source->address.data(), source->address.size());
    digest.add(source->port);
  }
  digest.add(pdu.version);
  digest.add(pdu.securityModel);
  digest.add(pdu.securityLevel);
  digest.add(pdu.securityName, pdu.securityName == nullptr ? 0 : pdu.securityNameLen);
  digest.add(pdu.community, pdu.community == nullptr ? 0 : pdu.community_len);
  digest.add(pdu.contextName, pdu.contextName == nullptr ? 0 : pdu.contextNameLen);
  digest.add(pdu.reqid);
  for (const auto* var = pdu.variables; var != nullptr; var = var->next_variable) {
    digest.add(var->name, var->name_length * sizeof(oid));
    digest.add(var->type);
    digest.add(var->val.string, var->val_len);
  }
  return digest.finish();
}

}  // namespace lineman::mibs
