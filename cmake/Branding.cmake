# Who makes the phone: the one place that a phone maker changes.
set(LINEMAN_ENTERPRISE 32473 CACHE STRING "Private enterprise number (RFC 5612: for documentation)")
set(LINEMAN_PRODUCT_ARC 1 CACHE STRING "Arc of this model below the enterprise's products")
set(LINEMAN_OUI 00005E CACHE STRING "Organizationally unique identifier, six hexadecimal digits")
set(LINEMAN_MANUFACTURER "Lineman" CACHE STRING "Manufacturer")
set(LINEMAN_PRODUCT_CLASS "DeskPhone" CACHE STRING "Product class")
set(LINEMAN_MODEL "LM-16" CACHE STRING "Model name")
configure_file(${PROJECT_SOURCE_DIR}/datamodel/branding.hpp.in ${PROJECT_BINARY_DIR}/datamodel/branding.hpp @ONLY)
