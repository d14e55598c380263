// More connections than there is room for.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "door_rig.hpp"
#include "web/http/limits.hpp"

namespace lineman::web {
namespace {

class Crowd : public testing::Test {
 protected:
  void fill() {
    while (clients_.size() < most_connections_of_source) {
      clients_.push_back(rig_.client());
      ASSERT_TRUE(rig_.until([&] { return rig_.door.connections() == clients_.size(); }));
      rig_.clock.advance(std::chrono::milliseconds{1});
    }
  }

  void ask(Stream& client) {
    client.send(plain_get);
    const auto so_far = rig_.site.requests.size();
    ASSERT_TRUE(rig_.until_requests(so_far + 1));
  }

  DoorRig rig_;
  std::vector<Stream> clients_;
};

TEST_F(Crowd, LosesTheOneWhoHasBeenIdleForLongest) {
  fill();
  ask(clients_[0]);
  auto another = rig_.client();
  ASSERT_TRUE(rig_.until_ended(clients_[1]));
  EXPECT_FALSE(clients_[0].at_end()) << "it is being served";
  EXPECT_FALSE(clients_[2].at_end());
  ask(another);
  EXPECT_EQ(rig_.door.connections(), most_connections_of_source);
}

TEST_F(Crowd, HasNoRoomWhereAllAreServed) {
  fill();
  for (auto& client : clients_) ask(client);
  auto another = rig_.client();
  ASSERT_TRUE(rig_.until_ended(another));
  EXPECT_EQ(rig_.door.connections(), most_connections_of_source);
  clients_.back().close();
  rig_.site.replies.back()->send({.status = 204});
  ASSERT_TRUE(
      rig_.until([&] { return rig_.door.connections() == most_connections_of_source - 1; }));
  auto again = rig_.client();
  ask(again);
}

TEST_F(Crowd, IsHeardOfWhenItComesAndWhenItIsGone) {
  std::vector<std::size_t> seen;
  rig_.door.on_connections([&] { seen.push_back(rig_.door.connections()); });
  auto one = rig_.client();
  auto two = rig_.client();
  ASSERT_TRUE(rig_.until([&] { return rig_.door.connections() == 2; }));
  one.close();
  two.close();
  ASSERT_TRUE(rig_.until([&] { return rig_.door.connections() == 0; }));
  EXPECT_EQ(seen, (std::vector<std::size_t>{1, 0}));
}

}  // namespace
}  // namespace lineman::web
