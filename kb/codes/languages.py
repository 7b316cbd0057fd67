"""Message texts in other languages, as the localised editions of the document print them.

German of 2020-02 and 2021, French and Spanish of 2019-11 and 2021, Brazilian and European Portuguese of 2020-08 and
2021, Italian of 2017-06 and 2021-03, Japanese of 2017-09; for vaults and items German, French, Czech and Polish of 2021
to 2025; of a few codes Swedish, Chinese and Korean. Other Dutch texts stand with their codes. What a portal shows can
differ in a word: a near match counts too (see recognition.py).
"""

MESSAGES: dict[str, tuple[str, ...]] = {
    "UserErrorGuestAgentStatusUnavailable": (
        "VM-Agent kann nicht mit Azure Backup kommunizieren",
        "L’agent de machine virtuelle ne peut pas communiquer avec la sauvegarde Microsoft Azure",
        "L’agent de machine virtuelle ne peut pas communiquer avec le service Sauvegarde Azure",
        "El agente de máquina virtual no se puede comunicar con Azure Backup",
        "o agente de VM não pode se comunicar com o backup do Azure",
        "l'agente di macchine virtuali non riesce a comunicare con backup di Azure",
        "L'agente di macchine virtuali non riesce a comunicare con il servizio Backup di Azure",
        "VM エージェントが Azure Backup と通信できない",
        "VM エージェントが応答していないために操作を実行できない",
    ),
    "GuestAgentSnapshotTaskStatusError": (
        "Keine Kommunikation mit dem VM-Agent zum Abrufen des Momentaufnahmestatus möglich",
        "Kommunikation mit dem VM-Agent für Momentaufnahmestatus nicht möglich",
        "Impossible de communiquer avec l’agent de machine virtuelle pour obtenir l’état de l’instantané",
        "Impossible de communiquer avec l’agent en charge de la machine virtuelle pour avoir un aperçu de l’état "
        "instantané",
        "No se pudo comunicar con el agente de máquina virtual para ver el estado de la instantánea",
        "No se pudo comunicar con el agente de máquina virtual para el estado de la instantánea",
        "Não foi possível se comunicar com o agente VM para status do instantâneo",
        "Non è possibile comunicare con l'agente delle VM per lo stato dello snapshot",
        "Non è stato possibile comunicare con l'agente della macchina virtuale per lo stato dello snapshot",
    ),
    "UserErrorVmProvisioningStateFailed": (
        "Der VM befindet sich im Zustand „Fehler bei der Bereitstellung“",
        "Der virtuelle Computer befindet sich im Zustand „Fehler bei der Bereitstellung“",
        "a VM está em estado de provisionamento com falha",
        "lo stato di provisioning della macchina virtuale è Non riuscito",
        "VM はプロビジョニングに失敗した状態です",
    ),
    "UserErrorRpCollectionLimitReached": (
        "Der maximale Grenzwert für die Sammlung von Wiederherstellungspunkten wurde erreicht.",
        "La limite maximale de la collection de points de restauration est atteinte.",
        "se ha alcanzado el límite máximo de colecciones del punto de restauración.",
        "o limite máximo da coleção de pontos de restauração foi atingido.",
        "È stato raggiunto il limite massimo di raccolte di punti di ripristino",
    ),
    "UserErrorKeyvaultPermissionsNotConfigured": (
        "Backup verfügt nicht über ausreichende Berechtigungen für den Schlüsseltresor zur Sicherung verschlüsselter "
        "virtueller Computer.",
        "Sauvegarde Azure ne dispose pas des autorisations d’accès suffisantes au coffre de clés pour la sauvegarde de "
        "machines virtuelles chiffrées.",
        "Backup no tiene suficientes permisos para el almacén de claves y no se puede realizar la copia de seguridad "
        "de las máquinas virtuales cifradas.",
        "o backup não tem permissões suficientes do cofre de chaves para fazer backup de VMs criptografadas.",
        "Azure Backup サービスには、暗号化された仮想マシンのバックアップ用 Key Vault に対する十分な権限がありません。",
    ),
    "ExtensionSnapshotFailedNoNetwork": (
        "Fehler beim Momentaufnahmevorgang aufgrund fehlender Netzwerkkonnektivität auf dem virtuellen Computer",
        "L’opération de capture instantanée a échoué, car la machine virtuelle ne présente aucune connectivité réseau",
        "Error de la operación de instantánea debido a que no hay conectividad de red en la máquina virtual",
        "falha na operação de instantâneo por falta de conectividade à rede na máquina virtual",
        "L'operazione di creazione snapshot non è riuscita perché la connettività di rete è assente nella macchina "
        "virtuale",
        "仮想マシンがネットワークに接続していないためにスナップショット操作が失敗した",
    ),
    "ExtensionOperationFailedForManagedDisks": (
        "Fehler beim Vorgang der VMSnapshot-Erweiterung",
        "Échec de l’opération d’extension VMSnapshot",
        "Error en la operación de extensión de VMSnapshot",
        "falha na operação da extensão VMSnapshot",
        "VMSnapshot 拡張機能の操作に失敗した",
    ),
    "BackUpOperationFailed": (
        "Interner Fehler bei der Sicherung – versuchen Sie, den Vorgang nach einigen Minuten zu wiederholen.",
        "Échec de l’opération de sauvegarde avec une erreur interne : veuillez retenter l’opération dans quelques "
        "minutes",
        "Error interno en la copia de seguridad. Reintente la operación en unos minutos",
        "falha no backup com um erro interno – tente novamente a operação dentro de alguns minutos",
        "バックアップ操作は内部エラーのため失敗しました - 数分以内に操作をやり直してください",
    ),
    "UserErrorUnsupportedDiskSize": (
        "Die konfigurierte(n) Datenträgergröße(n) wird/werden von Azure Backup derzeit nicht unterstützt.",
        "La taille de disque configurée n’est pas prise en charge par Sauvegarde Azure.",
        "El tamaño de disco configurado no es compatible actualmente con Azure Backup.",
        "o backup do Azure não dá suporte para os tamanhos de disco configurados no momento.",
    ),
    "UserErrorBackupOperationInProgress": (
        "Sicherung kann nicht initiiert werden, da derzeit ein anderer Sicherungsvorgang ausgeführt wird.",
        "Impossible de lancer la sauvegarde, car une autre opération de sauvegarde est en cours d’exécution",
        "No se puede iniciar la copia de seguridad, ya que otra operación de copia de seguridad está en curso "
        "actualmente",
        "não é possível iniciar o backup, pois outra operação de backup está em andamento",
    ),
    "UserErrorCrpReportedUserError": (
        "Fehler bei der Sicherung. Weitere Informationen finden Sie in den Details zur Auftragsfehlermeldung.",
        "由于出现错误，备份失败。 有关详细信息，请参阅“作业错误消息详细信息”。",
        "오류로 인해 백업하지 못했습니다. 자세한 내용은 작업 오류 메시지 세부 정보를 참조하세요.",
        "falha no backup devido a um erro. Para obter detalhes, consulte detalhes da mensagem de erro do trabalho.",
    ),
    "UserErrorRequestDisallowedByPolicy": (
        "Auf der VM wurde eine ungültige Richtlinie konfiguriert, die den Momentaufnahmevorgang verhindert.",
        "Auf dem virtuellen Computer ist eine ungültige Richtlinie konfiguriert. Dadurch wird der "
        "Momentaufnahmevorgang verhindert.",
        "Une stratégie non valide est configurée sur la machine virtuelle qui empêche l’opération de capture "
        "instantanée.",
        "Uma política inválida foi configurada na VM impedindo a operação de Instantâneo.",
        "Uma política inválida está configurada no VM que está a impedir o funcionamento do Snapshot.",
        "foi configurada uma política inválida na VM e está a impedir a Operação de instantâneo",
        "Nella macchina virtuale che impedisce l'operazione di Snapshot vengono configurati criteri non validi.",
        "nella macchina virtuale che impedisce il funzionamento dello snapshot è stato configurato un criterio non "
        "valido",
        "er is een ongeldig beleid geconfigureerd op de VM, waardoor momentopnamebewerking wordt voorkomen.",
        "En ogiltig princip har konfigurerats på den virtuella datorn som förhindrar att ögonblicksbilder utförs.",
    ),
    "CopyingVHDsFromBackUpVaultTakingLongTime": (
        "Timeout beim Kopieren gesicherter Daten aus dem Tresor",
        "La copie des données sauvegardées du coffre a expiré.",
        "Se agotó el tiempo de espera para copiar los datos de copia de seguridad del almacén.",
        "バックアップ資格情報コンテナーからの VHD のコピーがタイムアウトしました",
    ),
    "UserErrorVmNotInDesirableState": (
        "Aufgrund des Zustands des virtuellen Computers sind keine Sicherungen möglich.",
        "La machine virtuelle n’est pas dans un état permettant les sauvegardes.",
        "La machine virtuelle n’est pas dans un état qui autorise les sauvegardes",
        "El estado de la máquina virtual no permite realizar copias de seguridad.",
        "VM はバックアップできる状態ではありません。",
    ),
    "UserErrorFsFreezeFailed": (
        "Fehler beim Einfrieren mindestens eines Bereitstellungspunkts der VM zum Erfassen einer "
        "dateisystemkonsistenten Momentaufnahme.",
        "Impossible de figer un ou plusieurs points de montage de la machine virtuelle pour prendre une capture "
        "instantanée cohérente au niveau du système de fichiers.",
        "No se pudieron inmovilizar uno o varios puntos de montaje de la máquina virtual para tomar una instantánea "
        "coherente con el sistema de archivos.",
        "ファイル システムの一貫性のあるスナップショットの取得で VM の 1 つまたは複数の"
        "マウント ポイントをフリーズできませんでした",
    ),
    "ExtensionSnapshotFailedCOM": (
        "Fehler bei Momentaufnahmevorgang aufgrund eines COM+-Fehlers",
        "Échec de l’opération de capture instantanée en raison d’une erreur COM+",
        "Error en la operación de instantánea debido a error de COM+",
        "COM+ エラーが発生したため、スナップショット操作に失敗しました",
    ),
    "ExtensionInstallationFailedCOM": (
        "Fehler bei Installation/Betrieb der Erweiterung aufgrund eines COM+-Fehlers",
        "Échec de l’installation/opération d’extension en raison d’une erreur COM+",
        "La instalación de la extensión o la operación no se realizaron correctamente debido a un error de COM+",
    ),
    "ExtensionInstallationFailedMDTC": (
        'Die Erweiterungsinstallation ist mit dem Fehler "COM+ konnte keine Daten mit dem Microsoft Distributed '
        'Transaction Coordinator austauschen" fehlgeschlagen.',
        "L’installation de l’extension a échoué en renvoyant l’erreur « COM+ n’a pas pu communiquer avec le Microsoft "
        "Distributed Transaction Coordinator",
        'Error de instalación de la extensión "COM+ no pudo realizar la conexión con MS DTC (Microsoft Distributed '
        'Transaction Coordinator)"',
        '"COM+ が Microsoft 分散トランザクション コーディネーターと通信できませんでした" というエラーで'
        "スナップショット拡張機能のインストールが失敗しました",
        '"COM+: Microsoft 分散トランザクション コーディネーターと通信できませんでした" というエラーで'
        "拡張機能のインストールが失敗しました。",
    ),
    "ExtensionFailedVssWriterInBadState": (
        "Fehler beim Momentaufnahmevorgang aufgrund eines fehlerhaften Zustands von VSS Writer-Instanzen.",
        "L’opération de capture instantanée a échoué parce que les enregistreurs VSS étaient dans un état incorrect.",
        "Error en la operación de instantánea porque los VSS Writers estaban en un estado incorrecto",
        "VSS ライターの状態が正しくないため、スナップショット操作に失敗しました",
    ),
    "ExtensionFailedVssServiceInBadState": (
        "Fehler bei Momentaufnahmevorgang aufgrund eines fehlerhaften Zustands des Volumeschattenkopie-Diensts.",
        "Échec de l’opération d’instantané en raison de l’état incorrect du service VSS (cliché instantané de volume).",
        "Error en la operación de instantánea debido a que el Servicio de instantáneas de volumen (VSS) tiene un "
        "estado incorrecto.",
    ),
    "ExtensionConfigParsingFailure": (
        "Fehler beim Analysieren der Konfigurationsdatei für die Sicherungserweiterung.",
        "Échec d’analyse de la configuration pour l’extension de sauvegarde.",
        "Error al analizar la configuración de la extensión de copia de seguridad.",
        "構成の解析に失敗したため、スナップショット操作に失敗しました",
    ),
    "ExtensionStuckInDeletionState": (
        "Sicherungsvorgang wird von Erweiterungsstatus nicht unterstützt",
        "L’état de l’extension ne prend pas en charge l’opération de sauvegarde.",
        "El estado de la extensión no admite la operación de copia de seguridad",
    ),
    "ExtensionSnapshotFailedNoSecureNetwork": (
        "セキュリティで保護されたネットワーク通信チャネルを作成できないため、スナップショット操作が失敗しました",
    ),
    "ExtensionVCRedistInstallationFailure": (
        "Visual Studio 2012 用の Visual C++ 再配布可能プログラムをインストールできないため、"
        "スナップショット操作が失敗しました",
    ),
    "ExtensionSnapshotBitlockerError": (
        'スナップショットの操作は、"このドライブは、BitLocker ドライブ暗号化でロックされています。',
    ),
    "UserErrorBCMPremiumStorageQuotaError": (
        "仮想マシンのスナップショットをコピーできませんでした。ストレージ アカウントに十分な空き領域がありません",
    ),
    "UserErrorVmNotFoundV2": ("Azure 仮想マシンが見つかりません。",),
    "UserErrorBcmDatasourceNotPresent": (
        "falha no backup: esta máquina virtual não está protegida (ativamente) pelo backup do Azure.",
    ),
    "BMSUserErrorObjectLocked": (
        "une autre opération de configuration de la protection est en cours pour cet élément",
        "er wordt een andere beveiligings bewerking voor het configureren van dit item uitgevoerd",
        "pro tuto položku probíhá jiná operace konfigurace ochrany",
    ),
    "ServiceResourceNotEmptyWithContainerDetails": (
        "Der Tresor kann nicht gelöscht werden, weil darin Ressourcen vorhanden sind.",
        "Der Recovery Services-Tresor kann nicht gelöscht werden, da sich darin vorläufig gelöschte Sicherungselemente "
        "befinden.",
        "Le coffre ne peut pas être supprimé, car il existe des ressources existantes dans le coffre.",
        "Le coffre de Recovery Services ne peut pas être supprimé car il contient des éléments de sauvegarde dans un "
        "état de suppression réversible.",
        "Nie można usunąć magazynu, ponieważ istnieją w nim zasoby.",
        "Nie można usunąć magazynu usługi Recovery Services, ponieważ w magazynie istnieją elementy kopii zapasowej w "
        "stanie nietrwałego usunięcia.",
    ),
}
