/// A refusal in a vendor's words. It was meant, so it is not logged as a failure.
protocol VendorFault: Error {}
