namespace Footfall.Integration.Operator.Pages;

/// <summary>Test classes that share a <see cref="BusyInstallation"/>.</summary>
[CollectionDefinition(BusyInstallation.Name)]
public sealed class SharedBusyInstallation : ICollectionFixture<BusyInstallation>;
