#include "sipcore/control/frame_limits.hpp"

#include <gtest/gtest.h>

#include "sipcore/protocol/json.hpp"
#include "varlink/message.hpp"

namespace lineman::sipcore {
namespace {

// As long as the row permits, of characters that need the most octets.
std::string longest_text(const datamodel::Kind& kind) {
  std::string text;
  if (kind.type != datamodel::Type::text) return std::string(longest_value(kind), '9');
  for (std::int64_t i = 0; i < kind.maximum; ++i) text += "\xF0\x9F\x93\x9E";
  return text;
}

TEST(FrameLimits, HoldForTheLongestTransaction) {
  AccountConfiguration account;
  Globals globals;
  for (const auto& row : datamodel::parameters) {
    const auto name = std::string(row.name);
    if (!datamodel::belongs_to_account(row.table)) {
      globals[name] = longest_text(row.kind);
    } else if (row.table == datamodel::Table::account) {
      account.values[name] = longest_text(row.kind);
    } else {
      for (const auto* server : {"1", "2"}) account.values[name + server] = longest_text(row.kind);
    }
  }
  Prepare prepare{.txn = std::string(128, 't'),
                  .base = ~0ULL,
                  .target = ~0ULL,
                  .digest = std::string(128, 'd'),
                  .globals = globals};
  for (unsigned i = 1; i <= datamodel::maximum_accounts; ++i) {
    account.account = 512;
    prepare.accounts.push_back(account);
  }
  const auto message = varlink::print(varlink::Call{
      .method = std::string(interface_name) + ".Prepare", .parameters = to_json(prepare)});
  EXPECT_TRUE(varlink::message_fits(message));
  EXPECT_LE(message.size(), longest_prepare(datamodel::maximum_accounts));
  EXPECT_TRUE(varlink::parse_call(std::string_view(message).substr(0, message.size() - 1)));
}

TEST(FrameLimits, OfAFullBuild) {
  // What varlink/CMakeLists.txt gives each account.
  EXPECT_LE(longest_prepare(512), std::size_t{512} * 8192);
}

}  // namespace
}  // namespace lineman::sipcore
