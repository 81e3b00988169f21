import Forge
import Testing

@Suite struct ForgeAddressTests {
    @Test func ownerAndNameAreThePathsParts() {
        let address = ForgeAddress(api: "https://gitlab.com/api/v4", host: "gitlab.com", path: "acme/backend/orders")
        #expect(address.owner == "acme/backend")
        #expect(address.name == "orders")
    }
}
