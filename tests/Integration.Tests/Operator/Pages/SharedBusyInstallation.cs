namespace Footfall.Integration.Operator.Pages;

/// <summary>The classes that share a <see cref="BusyInstallation"/>.</summary>
[CollectionDefinition(BusyInstallation.Name)]
public sealed class SharedBusyInstallation : ICollectionFixture<BusyInstallation>;
