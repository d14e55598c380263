#include "agent/snmp_setup.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "daemon/secret_file.hpp"
#include "datamodel/mib_layout.hpp"

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

constexpr std::string_view usual_port = "162";

// A receiver as Net-SNMP takes it: with its transport and its port.
std::string receiver_address(std::string_view text) {
  if (text.starts_with("udp")) text.remove_prefix(text.find(':') + 1);
  const bool six = text.starts_with('[');
  const bool has_port = text.find(six ? "]:" : ":") != std::string_view::npos;
  std::string address{six ? "udp6:" : "udp:"};
  address += text;
  if (!has_port) (address += ':') += usual_port;
  return address;
}

static_assert(datamodel::maximum_receivers == daemon::maximum_setting_index,
              "the MIB has room for each receiver that the settings may name");

// That the settings go together was checked when they were read; a user may have been left out
// since.
void add_receiver(const daemon::Settings& settings, unsigned index, SnmpSetup& setup) {
  mibs::SnmpReceiver receiver;
  receiver.address = receiver_address(settings.text("snmp.notify.N.target", index));
  receiver.inform = settings.yes("snmp.notify.N.inform", index);
  if (settings.text("snmp.notify.N.version", index) == "2c") {
    receiver.version = ReceiverVersion::v2c;
    receiver.community = settings.text("snmp.notify.N.community", index);
  } else {
    receiver.user = settings.text("snmp.notify.N.user", index);
    const auto& users = setup.settings.users;
    if (std::ranges::find(users, receiver.user, &mibs::SnmpUser::name) == users.end()) {
      setup.problems.push_back("snmp.notify." + std::to_string(index) +
                               " is left out: there is no SNMP user " + receiver.user);
      return;
    }
  }
  setup.settings.receivers.push_back(std::move(receiver));
}

// Another text after each boot of the machine; empty where the kernel does not say.
std::string boot_id() {
  std::string id;
  std::getline(std::ifstream{"/proc/sys/kernel/random/boot_id"}, id);
  return id;
}

}  // namespace

SnmpSetup snmp_setup(const daemon::Settings& settings, const Identity& identity,
                     const std::string& state_dir) {
  SnmpSetup setup;
  setup.settings.description = std::string{settings.text("device.manufacturer")} + ' ' +
                               std::string{settings.text("device.model")} +
                               ", Lineman " LINEMAN_VERSION;
  setup.settings.listen = settings.words("snmp.listen");
  if (const auto master = settings.words("snmp.agentx"); !master.empty()) {
    setup.settings.agentx = master.front();
    return setup;
  }
  setup.settings.rate_limit = settings.per_second("snmp.rate_limit");
  setup.settings.host = settings.yes("snmp.host");
  // Net-SNMP takes a relative path of its persistent folder for an absolute one.
  setup.settings.folder = std::filesystem::absolute(state_dir) / "snmp";
  setup.settings.boot_id = boot_id();
  setup.settings.engine_id = engine_id_of(identity);
  setup.settings.name = identity.serial;
  for (const auto index : settings.indices("snmp.user.N.name")) add_user(settings, index, setup);
  for (const auto index : settings.indices("snmp.community.N.name")) {
    setup.settings.communities.push_back(
        {.name = std::string{settings.text("snmp.community.N.name", index)},
         .access = access_of(settings.text("snmp.community.N.access", index)),
         .source = std::string{settings.text("snmp.community.N.source", index)}});
  }
  for (const auto index : settings.indices("snmp.notify.N.target")) {
    add_receiver(settings, index, setup);
  }
  return setup;
}

}  // namespace lineman::agent
