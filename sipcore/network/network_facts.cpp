#include "sipcore/network/network_facts.hpp"

#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include "sipcore/message/target.hpp"

namespace lineman::sipcore {

namespace {

constexpr std::size_t answer_size = 32'768;  // as ip(8) reads them

// A header of the kernel's at the beginning of some octets; nothing where they are too few.
template <typename Header>
std::optional<Header> head_of(std::span<const char> octets) {
  Header header{};
  if (octets.size() < sizeof header) return std::nullopt;
  std::memcpy(&header, octets.data(), sizeof header);
  return header;
}

// The attributes behind a header of `skip` octets.
class Attributes {
 public:
  Attributes(std::span<const char> message, std::size_t skip) {
    auto rest = message.subspan(std::min(NLMSG_ALIGN(skip), message.size()));
    while (const auto header = head_of<rtattr>(rest)) {
      if (header->rta_len < sizeof *header || header->rta_len > rest.size()) return;
      const auto value = rest.subspan(sizeof *header, header->rta_len - sizeof *header);
      if (header->rta_type < values_.size()) values_[header->rta_type] = value;
      rest = rest.subspan(std::min<std::size_t>(RTA_ALIGN(header->rta_len), rest.size()));
    }
  }

  std::span<const char> operator[](std::size_t type) const { return values_.at(type); }
  std::uint32_t number(std::size_t type) const {
    return head_of<std::uint32_t>(values_.at(type)).value_or(0);
  }

 private:
  std::array<std::span<const char>, 32> values_{};
};

std::string address_text(unsigned char family, std::span<const char> octets) {
  IpAddress address{.v6 = family == AF_INET6};
  const std::size_t size = address.v6 ? 16 : 4;
  if (octets.size() >= size) std::memcpy(address.octets.data(), octets.data(), size);
  return to_string(address);
}

std::string with_prefix(unsigned char family, std::span<const char> octets, unsigned length) {
  return address_text(family, octets) + "/" + std::to_string(length);
}

std::string fact_of_address(std::span<const char> message) {
  const auto header = head_of<ifaddrmsg>(message);
  if (!header || (header->ifa_family != AF_INET && header->ifa_family != AF_INET6)) return {};
  const Attributes attributes(message, sizeof *header);
  const auto flags =
      attributes[IFA_FLAGS].empty() ? header->ifa_flags : attributes.number(IFA_FLAGS);
  if ((flags & (IFA_F_TENTATIVE | IFA_F_DADFAILED | IFA_F_DEPRECATED)) != 0) return {};
  const auto own = attributes[IFA_LOCAL].empty() ? attributes[IFA_ADDRESS] : attributes[IFA_LOCAL];
  return "address " + with_prefix(header->ifa_family, own, header->ifa_prefixlen) + " dev " +
         std::to_string(header->ifa_index);
}

std::string fact_of_route(std::span<const char> message) {
  const auto header = head_of<rtmsg>(message);
  if (!header || (header->rtm_family != AF_INET && header->rtm_family != AF_INET6)) return {};
  const Attributes attributes(message, sizeof *header);
  const auto table =
      attributes[RTA_TABLE].empty() ? header->rtm_table : attributes.number(RTA_TABLE);
  if (table != RT_TABLE_MAIN || (header->rtm_flags & RTM_F_CLONED) != 0) return {};
  auto fact = "route " + with_prefix(header->rtm_family, attributes[RTA_DST], header->rtm_dst_len);
  if (const auto gateway = attributes[RTA_GATEWAY]; !gateway.empty())
    fact += " via " + address_text(header->rtm_family, gateway);
  if (const auto source = attributes[RTA_PREFSRC]; !source.empty())
    fact += " src " + address_text(header->rtm_family, source);
  return fact + " dev " + std::to_string(attributes.number(RTA_OIF)) + " metric " +
         std::to_string(attributes.number(RTA_PRIORITY));
}

std::string fact_of_link(std::span<const char> message) {
  const auto header = head_of<ifinfomsg>(message);
  if (!header || (header->ifi_flags & IFF_LOOPBACK) != 0) return {};
  constexpr unsigned carries = IFF_UP | IFF_RUNNING;
  if ((header->ifi_flags & carries) != carries) return {};
  return "link " + std::to_string(header->ifi_index);
}

std::string fact_of(unsigned short type, std::span<const char> message) {
  if (type == RTM_NEWADDR) return fact_of_address(message);
  if (type == RTM_NEWROUTE) return fact_of_route(message);
  if (type == RTM_NEWLINK) return fact_of_link(message);
  return {};
}

class Question {
 public:
  explicit Question(NetworkFacts& facts)
      : facts_(facts), descriptor_(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE)) {}
  ~Question() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Question(const Question&) = delete;
  Question& operator=(const Question&) = delete;

  bool ask(unsigned short type) {
    struct {
      nlmsghdr header;
      rtgenmsg general;
    } question{};
    question.header.nlmsg_len = NLMSG_LENGTH(sizeof question.general);
    question.header.nlmsg_type = type;
    question.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    question.general.rtgen_family = AF_UNSPEC;
    return ::send(descriptor_, &question, question.header.nlmsg_len, 0) >= 0 && take_answers();
  }

 private:
  bool take_answers() {
    std::string buffer(answer_size, '\0');
    while (true) {
      const auto length = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
      if (length <= 0) return false;
      const auto done = take(std::span(buffer).first(static_cast<std::size_t>(length)));
      if (done) return *done;
    }
  }

  // Whether the answer ended, and well; nothing where more has to come.
  std::optional<bool> take(std::span<const char> rest) {
    while (const auto header = head_of<nlmsghdr>(rest)) {
      if (header->nlmsg_type == NLMSG_DONE) return true;
      if (header->nlmsg_type == NLMSG_ERROR || header->nlmsg_len < sizeof *header ||
          header->nlmsg_len > rest.size())
        return false;
      auto fact = fact_of(header->nlmsg_type,
                          rest.subspan(sizeof *header, header->nlmsg_len - sizeof *header));
      if (!fact.empty() && facts_.size() < most_network_facts) facts_.insert(std::move(fact));
      rest = rest.subspan(std::min<std::size_t>(NLMSG_ALIGN(header->nlmsg_len), rest.size()));
    }
    return std::nullopt;
  }

  NetworkFacts& facts_;
  int descriptor_;
};

void add_difference(std::string& text, char sign, const NetworkFacts& has,
                    const NetworkFacts& has_not) {
  for (const auto& fact : has) {
    if (has_not.contains(fact)) continue;
    if (!text.empty()) text += ", ";
    (text += sign) += fact;
  }
}

}  // namespace

std::optional<NetworkFacts> network_facts() {
  NetworkFacts facts;
  Question question(facts);
  if (!question.ask(RTM_GETLINK) || !question.ask(RTM_GETADDR) || !question.ask(RTM_GETROUTE))
    return std::nullopt;
  return facts;
}

std::string difference(const NetworkFacts& before, const NetworkFacts& after) {
  std::string text;
  add_difference(text, '-', before, after);
  add_difference(text, '+', after, before);
  return text;
}

}  // namespace lineman::sipcore
