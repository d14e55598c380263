#include "sipcore/network/server_identity.hpp"

#include <openssl/x509v3.h>
#include <strings.h>

#include <memory>
#include <string>

#include "sipcore/message/target.hpp"

namespace lineman::sipcore {

namespace {

struct FreeNames {
  void operator()(GENERAL_NAMES* names) const { GENERAL_NAMES_free(names); }
};
using Names = std::unique_ptr<GENERAL_NAMES, FreeNames>;

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

// The host of "sip:example.com", with a port or parameters behind it or not; empty for other URIs.
std::string_view host_of(std::string_view uri) {
  constexpr std::string_view scheme = "sip:";
  if (!same_name(uri.substr(0, scheme.size()), scheme)) return {};
  uri.remove_prefix(scheme.size());
  if (uri.find('@') != std::string_view::npos) return {};
  return uri.substr(0, uri.find_first_of(":;?"));
}

bool has_uri_of(const GENERAL_NAMES& names, std::string_view name) {
  for (int i = 0; i < sk_GENERAL_NAME_num(&names); ++i) {
    const auto* one = sk_GENERAL_NAME_value(&names, i);
    if (one->type != GEN_URI) continue;
    const auto* text = one->d.uniformResourceIdentifier;
    const std::string_view uri(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                               static_cast<std::size_t>(ASN1_STRING_length(text)));
    if (same_name(host_of(uri), name)) return true;
  }
  return false;
}

}  // namespace

bool is_certificate_of(X509* certificate, std::string_view name) {
  if (const auto address = parse_ip(name))
    return X509_check_ip_asc(certificate, to_string(*address).c_str(), 0) == 1;
  if (name.ends_with('.')) name.remove_suffix(1);
  // For the library a name that begins with a dot stands for all below it.
  if (name.empty() || name.starts_with('.')) return false;
  const Names names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  if (names && has_uri_of(*names, name)) return true;
  const unsigned flags =
      X509_CHECK_FLAG_NO_WILDCARDS | (names ? X509_CHECK_FLAG_NEVER_CHECK_SUBJECT : 0U);
  return X509_check_host(certificate, name.data(), name.size(), flags, nullptr) == 1;
}

}  // namespace lineman::sipcore
