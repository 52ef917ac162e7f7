public import HeraldDelivery
public import HeraldOperations

extension DeliveryEngine: LiveStats {}
