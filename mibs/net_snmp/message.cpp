#include "mibs/net_snmp/message.hpp"

#include <arpa/inet.h>
#include <openssl/evp.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "mibs/net_snmp/net_snmp.hpp"

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

// Collects parts, each with its length before it, so that no two requests read the same.
class Parts {
 public:
  void add(const void* octets, std::size_t length) {
    add(static_cast<std::uint64_t>(length));
    if (length != 0) text_.append(static_cast<const char*>(octets), length);
  }
  void add(std::uint64_t number) {
    text_.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  // 32 bits are all that an arc has.
  void add_name(const oid* arcs, std::size_t count) {
    add(static_cast<std::uint64_t>(count));
    for (std::size_t i = 0; i < count; ++i) {
      const auto arc = static_cast<std::uint32_t>(arcs[i]);
      text_.append(reinterpret_cast<const char*>(&arc), sizeof arc);
    }
  }

  std::string digest() const {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    EVP_Digest(text_.data(), text_.size(), digest.data(), &length, EVP_sha256(), nullptr);
    return {digest.begin(), digest.begin() + length};
  }

 private:
  std::string text_;
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

MessageDigest digest_of(const unsigned char* octets, std::size_t count) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> whole{};
  EVP_Digest(octets, count, whole.data(), nullptr, EVP_sha256(), nullptr);
  MessageDigest digest{};
  std::copy_n(whole.begin(), digest.size(), digest.begin());
  return digest;
}

std::string identity_of(const snmp_pdu& pdu) {
  Parts parts;
  if (const auto source = source_of(pdu)) {
    parts.add(source->address.data(), source->address.size());
    parts.add(source->port);
  }
  for (const auto number :
       {pdu.version, long{pdu.securityModel}, long{pdu.securityLevel}, pdu.reqid}) {
    parts.add(static_cast<std::uint64_t>(number));
  }
  parts.add(pdu.securityName, pdu.securityName == nullptr ? 0 : pdu.securityNameLen);
  parts.add(pdu.community, pdu.community == nullptr ? 0 : pdu.community_len);
  parts.add(pdu.contextName, pdu.contextName == nullptr ? 0 : pdu.contextNameLen);
  for (const auto* var = pdu.variables; var != nullptr; var = var->next_variable) {
    parts.add_name(var->name, var->name_length);
    parts.add(var->type);
    // A NULL with octets in it has a length, and no value.
    parts.add(var->val.string, var->val.string == nullptr ? 0 : var->val_len);
  }
  return parts.digest();
}

}  // namespace lineman::mibs
