#include "agent/snmp_setup.hpp"

#include <filesystem>

#include "daemon/secret_file.hpp"

namespace lineman::agent {
namespace {

// RFC 3414, 11.2.
constexpr std::size_t shortest_pass_phrase = 8;

mibs::SnmpAccess access_of(std::string_view word) {
  return word == "write" ? mibs::SnmpAccess::write : mibs::SnmpAccess::read;
}

// The pass phrase of a user, or the sentence why there is none.
tl::expected<std::string, std::string> pass_phrase(std::string_view file) {
  auto secret = daemon::read_secret(std::string{file});
  if (secret && secret->size() < shortest_pass_phrase) {
    return tl::unexpected{std::string{file} + " holds a pass phrase of fewer than 8 octets"};
  }
  return secret;
}

void add_user(const daemon::Settings& settings, unsigned index, SnmpSetup& setup) {
  const auto name = settings.text("snmp.user.N.name", index);
  const auto complain = [&](const std::string& why) {
    setup.problems.push_back("snmp.user." + std::to_string(index) + " is left out: " + why);
  };
  if (settings.text("snmp.user.N.auth", index).empty() ||
      settings.text("snmp.user.N.priv", index).empty()) {
    return complain("it needs both auth and priv");
  }
  auto auth = pass_phrase(settings.text("snmp.user.N.auth_key_file", index));
  if (!auth) return complain(auth.error());
  auto priv = pass_phrase(settings.text("snmp.user.N.priv_key_file", index));
  if (!priv) return complain(priv.error());
  setup.settings.users.push_back(
      {.name = std::string{name},
       .access = access_of(settings.text("snmp.user.N.access", index)),
       .auth = settings.text("snmp.user.N.auth", index) == "SHA-512" ? mibs::AuthProtocol::sha512
                                                                     : mibs::AuthProtocol::sha256,
       .auth_pass_phrase = std::move(*auth),
       .priv = settings.text("snmp.user.N.priv", index) == "AES-256" ? mibs::PrivProtocol::aes256
                                                                     : mibs::PrivProtocol::aes128,
       .priv_pass_phrase = std::move(*priv)});
}

}  // namespace

SnmpSetup snmp_setup(const daemon::Settings& settings, const Identity& identity,
                     const std::string& state_dir) {
  SnmpSetup setup;
  setup.settings.listen = settings.words("snmp.listen");
  if (const auto master = settings.words("snmp.agentx"); !master.empty()) {
    setup.settings.agentx = master.front();
    return setup;
  }
  setup.settings.rate_limit = settings.per_second("snmp.rate_limit");
  setup.settings.host = settings.yes("snmp.host");
  // Net-SNMP takes a relative path of its persistent folder for an absolute one.
  setup.settings.folder = std::filesystem::absolute(state_dir) / "snmp";
  setup.settings.engine_id = engine_id_of(identity);
  setup.settings.description = std::string{settings.text("device.manufacturer")} + ' ' +
                               std::string{settings.text("device.model")} +
                               ", Lineman " LINEMAN_VERSION;
  setup.settings.name = identity.serial;
  for (const auto index : settings.indices("snmp.user.N.name")) add_user(settings, index, setup);
  for (const auto index : settings.indices("snmp.community.N.name")) {
    setup.settings.communities.push_back(
        {.name = std::string{settings.text("snmp.community.N.name", index)},
         .access = access_of(settings.text("snmp.community.N.access", index)),
         .source = std::string{settings.text("snmp.community.N.source", index)}});
  }
  return setup;
}

}  // namespace lineman::agent
