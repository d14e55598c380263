// An object of another module below our modules, that can be written.
#pragma once

namespace lineman::mibs::test {

// enterprises.ENTERPRISE.2.99.0, an INTEGER that holds 5.
void register_foreign_object();

}  // namespace lineman::mibs::test
