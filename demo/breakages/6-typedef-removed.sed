# a pointer typedef that libvirt itself does not use is cleaned up
# P4: a typedef is never removed
# header: libvirt-domain.h
# rule: typedef-removed
/^typedef virDomainEventGraphicsAddress \*virDomainEventGraphicsAddressPtr;/d
