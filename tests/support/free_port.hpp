// A port for a program under test that has to be told one.
#pragma once

namespace lineman::test {

// Free on every IPv4 address, for UDP and TCP, below the range from which the kernel takes ports
// for outgoing traffic. Until this program ends no other test of ours gets it, here or in
// tests/system/rig/ports.py. Throws std::runtime_error where there is none.
unsigned short free_port();

}  // namespace lineman::test
